/** @file What can be done in the Samples view, for the palette of commands. */
import { samplesText } from "../../messages/texts.ts";
import type { RestingQuery } from "../../parts/sample-query.ts";
import type { Command } from "../../state/commands.ts";
import { SHOWN } from "./sample-options.ts";

/** @param both whether there are samples of the live weights beside their average's */
export function samplesCommands({ query, change }: RestingQuery, both: () => boolean): readonly Command[] {
  const text = (): typeof samplesText.value => samplesText.value;
  const ways = SHOWN.map((shown): Command => {
    const title = (): string => `${text().title}: ${text().modes[shown]}`;
    return {
      id: `samples.${shown}`,
      group: "look",
      title,
      run: () => change({ show: shown === "grid" ? null : shown }),
    };
  });
  const fit: Command = {
    ...{ id: "samples.fit", group: "look", title: () => `${text().zoom.label}: ${text().zoom.fit}` },
    run: () => change({ zoom: null }),
  };
  const weights: Command = {
    ...{ id: "samples.weights", group: "look", keys: ["e"], enabled: both, title: () => text().weights.turn },
    run: () => change({ weights: query().weights === "live" ? null : "live" }),
  };
  return [...ways, fit, weights];
}
