/** @file The scrubber: through all sample pictures of the run, with how it went, alerts, checkpoints and the best step. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { liveText } from "../messages/texts.ts";
import { useStudio } from "../state/studio.ts";
import { useTicks } from "../state/use-ticks.ts";
import { Icon, type IconName } from "./icon.tsx";
import { ScrubberTrack } from "./scrubber-track.tsx";
import "./scrubber.css";

/** Pictures a second. */
const RATE = 8;

/** @param rate pictures a second while it plays */
export function ScrubberBar({ rate = RATE }: { readonly rate?: number }): JSX.Element | null {
  const { scrubber } = useStudio();
  usePlaying(rate);
  const text = liveText.value.scrubber;
  const steps = scrubber.steps.value;
  if (steps.length === 0) return null;
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
      <ScrubberTrack steps={steps} />
      <StepField />
      <LiveButton />
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

/** The step of the picture that is shown; another leads there. What is being typed is left alone. */
function StepField(): JSX.Element {
  const { scrubber } = useStudio();
  const field = useRef<HTMLInputElement>(null);
  const shown = scrubber.shown.value ?? 0;
  useEffect(() => {
    if (field.current !== null && document.activeElement !== field.current) field.current.value = String(shown);
  }, [shown]);
  const take = (input: HTMLInputElement): void => {
    const asked = input.valueAsNumber;
    if (Number.isFinite(asked)) scrubber.to(Math.max(0, Math.round(asked)));
    input.value = String(scrubber.shown.peek() ?? 0);
  };
  return (
    <label class="scrub-step">
      {liveText.value.scrubber.label}{" "}
      <input ref={field} type="number" min={0} step={1} onChange={({ currentTarget }) => take(currentTarget)} />
    </label>
  );
}

function LiveButton(): JSX.Element {
  const { scrubber, source } = useStudio();
  const text = liveText.value;
  const { button, title } = source.copy?.text.value.toNewest ?? text.scrubber.toLive;
  return (
    <button
      type="button"
      aria-pressed={scrubber.step.value === null}
      onClick={() => scrubber.to(null)}
      title={`${title} (End)`}
    >
      <Icon name="last" />
      {button}
    </button>
  );
}

/** Plays from picture to picture, from the last one anew, and stops there. Nothing plays by itself. */
function usePlaying(rate: number): void {
  const { scrubber } = useStudio();
  const on = scrubber.playing.value;
  useEffect(() => {
    if (on && scrubber.step.peek() === null) scrubber.to(scrubber.steps.peek()[0] ?? null);
  }, [scrubber, on]);
  useTicks(on, rate, () => {
    scrubber.move(1);
    if (scrubber.step.peek() === null) scrubber.playing.value = false;
  });
  useEffect(
    () => () => {
      scrubber.playing.value = false;
    },
    [scrubber],
  );
}
