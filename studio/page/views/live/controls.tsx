/** @file What can be asked of a run that trains, or has ended. Requests are written down; the trainer applies them. */
import { useSignal } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RunRequest } from "../../../api/index.ts";
import { liveText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { dateText, wholeNumber } from "../../parts/numbers.ts";
import { asSourceError } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { Rates } from "./rates.tsx";
import { TrainOn } from "./train-on.tsx";

/** Asks, and says how that went, in the language that is spoken when it is read. */
export type Ask = (work: () => Promise<() => string>) => void;

export function Controls(): JSX.Element | null {
  const { source, runs, asked } = useStudio();
  const run = useRun();
  const place = useKeptFocus(asked.value === "stop");
  const said = useSignal<{ readonly text: () => string; readonly bad: boolean } | null>(null);
  const { control } = source;
  const ask: Ask = (work) => {
    work().then(
      (text) => {
        said.value = { text, bad: false };
      },
      (error: unknown) => {
        const fault = asSourceError(error);
        said.value = { text: () => `${liveText.value.control.failed} ${fault.message}`, bad: true };
      },
    );
  };
  const request = (wanted: RunRequest): void => {
    const from = run.events.peek().length;
    ask(async () => {
      await control?.request(run.id, wanted);
      return () => {
        const text = liveText.value.control;
        const met = run.events.value.slice(from).find(isOf(wanted));
        return met === undefined
          ? text.asked
          : text[met.refused ? "refused" : "applied"]({ step: wholeNumber(met.step) });
      };
    });
  };
  useControlCommands(request);
  if (control === null || runs.readonly.value) return <WasTraining />;
  return (
    <div class="controls" ref={place}>
      {run.training.value ? <Running request={request} /> : <TrainOn ask={ask} />}
      <p class={said.value?.bad ? "bad" : "quiet"} role="status">
        {said.value?.text()}
      </p>
    </div>
  );
}

/** Of a copy: that it is none of a run that ended. */
function WasTraining(): JSX.Element | null {
  const { copy } = useStudio().source;
  if (copy === null || !useRun().training.value) return null;
  return <p class="quiet">{copy.text.value.training({ date: dateText(Date.parse(copy.madeAt)) })}</p>;
}

/** Whether an event says that a request was met. */
const isOf =
  (wanted: RunRequest) =>
  ({ type, request }: RunEvent): boolean =>
    type === "control" && JSON.stringify(request) === JSON.stringify(wanted);

/** What had the focus may be gone once this is drawn: whoever was asked has it where he came from, others at the beginning. */
function useKeptFocus(stopping: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  const held = place.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    const next = asked.current ? ":scope>button:last-of-type" : "button,input";
    if (held && document.activeElement === document.body) place.current?.querySelector<HTMLElement>(next)?.focus();
    asked.current = stopping;
  });
  return place;
}

function Running({ request }: { readonly request: (wanted: RunRequest) => void }): JSX.Element {
  const run = useRun();
  const { asked } = useStudio();
  const text = liveText.value.control;
  const paused = run.summary.value?.state === "paused";
  const leave = (): void => {
    asked.value = null;
  };
  const stop = (): void => {
    leave();
    request({ type: "stop" });
  };
  useEffect(() => leave, []);
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
      {asked.value === "stop" ? (
        <StopSure onYes={stop} onNo={leave} />
      ) : (
        <button
          type="button"
          onClick={() => {
            asked.value = "stop";
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
