/** @file Progress for a program: each event as one line of JSON on stdout, pictures left out. */
import type { TrainEvent } from "gantry/training";
import type { Cli } from "../verb.ts";
import type { Progress } from "./progress.ts";

/** What of an event is worth a line: everything but pixels, which are in the file the event names. */
export function plainEvent(event: TrainEvent): object {
  if (event.type !== "sample") return event;
  const { picture: _, ...rest } = event;
  return rest;
}

export function jsonProgress(cli: Cli): Progress {
  return {
    ...noProgress(cli),
    show: (event) => cli.terminal.out.write(`${JSON.stringify(plainEvent(event))}\n`),
  };
}

/** Nothing but what must be said. */
export function noProgress({ terminal, quiet }: Cli): Progress {
  return {
    show: () => {},
    say: (text) => {
      if (!quiet) terminal.err.write(`${text}\n`);
    },
    entered: () => {},
    end: () => {},
  };
}
