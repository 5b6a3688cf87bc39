/** @file The scrubber: through all sample pictures of the run, with alerts, checkpoints and the best step marked. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { liveText } from "../messages/live.ts";
import { isAlert } from "../state/page-commands.ts";
import { countNotAfter } from "../state/scrubber.ts";
import { useRun, useStudio } from "../state/studio.ts";
import { Icon, type IconName } from "./icon.tsx";
import { wholeNumber } from "./numbers.ts";

const FRAME_MS = 120;

export function ScrubberBar(): JSX.Element | null {
  const { scrubber } = useStudio();
  usePlaying();
  const text = liveText.value.scrubber;
  const steps = scrubber.steps.value;
  const shown = scrubber.shown.value;
  const at = shown === null ? 0 : countNotAfter(steps, shown) - 1;
  const live = scrubber.step.value === null;
  if (steps.length === 0) return null;
  const label = text.value({ step: wholeNumber(shown ?? 0), live });
  const playing = scrubber.playing.value;
  return (
    <div class="scrubber">
      <Step name="first" label={text.first} go={() => scrubber.to(steps[0] ?? null)} />
      <Step name="back" label={text.previous} go={() => scrubber.move(-1)} />
      <Step
        name={playing ? "pause" : "play"}
        label={playing ? text.stop : text.play}
        go={() => {
          scrubber.playing.value = !playing;
        }}
      />
      <Step name="on" label={text.next} go={() => scrubber.move(1)} />
      <div class="track">
        <Marks steps={steps} />
        <input
          type="range"
          min={0}
          max={Math.max(steps.length - 1, 1)}
          value={at}
          aria-label={text.label}
          aria-valuetext={label}
          title={text.legend}
          onInput={({ currentTarget: { value } }) => scrubber.to(steps[Number(value)] ?? null)}
        />
      </div>
      <span class="scrub-step">{label}</span>
      <button type="button" aria-pressed={live} onClick={() => scrubber.to(null)} title={`${text.live} (End)`}>
        <Icon name="last" />
        {liveText.value.liveNow}
      </button>
    </div>
  );
}

const Step = ({
  name,
  label,
  go,
}: {
  readonly name: IconName;
  readonly label: string;
  readonly go: () => void;
}): JSX.Element => (
  <button type="button" class="plain" aria-label={label} title={label} onClick={go}>
    <Icon name={name} />
  </button>
);

/** Signs over the track, by shape and colour: alerts, checkpoints, the best. */
function Marks({ steps }: { readonly steps: readonly number[] }): JSX.Element {
  const run = useRun();
  const share = (step: number): string =>
    `${((Math.max(0, countNotAfter(steps, step) - 1) / Math.max(steps.length - 1, 1)) * 100).toFixed(2)}%`;
  const best = run.summary.value?.best?.step;
  const marks = [
    ...(run.detail.value?.checkpoints.steps ?? []).map((step) => ({ step, sign: "◆", kind: "checkpoint" })),
    ...run.events.value.filter(isAlert).map(({ step }) => ({ step, sign: "▲", kind: "alert" })),
    ...(best === undefined ? [] : [{ step: best, sign: "★", kind: "best" }]),
  ];
  return (
    <div class="marks" aria-hidden="true">
      {marks.map(({ step, sign, kind }) => (
        <span key={`${kind} ${step}`} class={kind} style={{ left: share(step) }}>
          {sign}
        </span>
      ))}
    </div>
  );
}

/** Plays from picture to picture; at the last one it stops. */
function usePlaying(): void {
  const { scrubber } = useStudio();
  useSignalEffect(() => {
    if (!scrubber.playing.value) return;
    const steps = scrubber.steps.peek();
    if (scrubber.step.peek() === null) scrubber.to(steps[0] ?? null);
    const timer = setInterval(() => {
      scrubber.move(1);
      if (scrubber.step.peek() === null) scrubber.playing.value = false;
    }, FRAME_MS);
    return () => clearInterval(timer);
  });
}
