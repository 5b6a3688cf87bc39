/** @file What can be asked of a run that trains, or has ended. Requests are written down; the trainer applies them. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RunRequest } from "../../../api/index.ts";
import { liveText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { asSourceError } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { Rates } from "./rates.tsx";
import { TrainOn } from "./train-on.tsx";

/** Asks, and says how that went, in the language that is spoken when it is read. */
export type Ask = (work: () => Promise<() => string>) => void;

export function Controls(): JSX.Element | null {
  const { source, runs } = useStudio();
  const run = useRun();
  const said = useSignal<{ readonly text: () => string; readonly bad: boolean } | null>(null);
  const { control } = source;
  const ask: Ask = (work) => {
    work().then(
      (text) => {
        said.value = { text, bad: false };
      },
      (error: unknown) => {
        const { message } = asSourceError(error);
        said.value = { text: () => `${liveText.value.control.failed} ${message}`, bad: true };
      },
    );
  };
  const request = (wanted: RunRequest): void =>
    ask(async () => {
      await control?.request(run.id, wanted);
      return () => liveText.value.control.asked;
    });
  useControlCommands(request);
  if (control === null || runs.readonly.value) return null;
  return (
    <div class="controls">
      {run.training.value ? <Running request={request} /> : <TrainOn ask={ask} />}
      {said.value !== null && (
        <p class={said.value.bad ? "bad" : "quiet"} role="status">
          {said.value.text()}
        </p>
      )}
    </div>
  );
}

function Running({ request }: { readonly request: (wanted: RunRequest) => void }): JSX.Element {
  const run = useRun();
  const stopping = useSignal(false);
  const text = liveText.value.control;
  const paused = run.summary.value?.state === "paused";
  const stop = (): void => {
    stopping.value = false;
    request({ type: "stop" });
  };
  return (
    <>
      <button type="button" onClick={() => request({ type: paused ? "resume" : "pause" })}>
        <Icon name={paused ? "play" : "pause"} />
        {paused ? text.resume : text.pause}
      </button>
      <button type="button" onClick={() => request({ type: "save" })}>
        <Icon name="save" />
        {text.save}
      </button>
      {stopping.value ? (
        <StopSure
          onYes={stop}
          onNo={() => {
            stopping.value = false;
          }}
        />
      ) : (
        <button
          type="button"
          onClick={() => {
            stopping.value = true;
          }}
        >
          <Icon name="stop" />
          {text.stop}
        </button>
      )}
      <Rates request={request} />
    </>
  );
}

function useControlCommands(request: (wanted: RunRequest) => void): void {
  const run = useRun();
  const { source, runs } = useStudio();
  const possible = (): boolean => source.control !== null && !runs.readonly.value;
  const enabled = (): boolean => run.training.value;
  const pause = (): void => request({ type: run.summary.peek()?.state === "paused" ? "resume" : "pause" });
  useCommands(
    () => [
      {
        ...{
          id: "run.pause",
          group: "run",
          keys: ["p"],
          title: () => liveText.value.commands.pause,
          possible,
          enabled,
        },
        run: pause,
      },
      {
        ...{ id: "run.save", group: "run", title: () => liveText.value.commands.save, possible, enabled },
        run: () => request({ type: "save" }),
      },
    ],
    [run],
  );
}

/** Asked once more, for a run that was stopped does not go on by itself. The focus comes here once, and not at each step. */
function StopSure({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }): JSX.Element {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  const text = liveText.value.control;
  return (
    <span class="sure">
      {text.stopSure}
      <button type="button" class="danger" onClick={onYes} ref={yes}>
        {text.stopYes}
      </button>
      <button type="button" onClick={onNo}>
        {text.stopNo}
      </button>
    </span>
  );
}
