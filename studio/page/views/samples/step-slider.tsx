/** @file The scrubber as a slider, one stop a picture; at its end it follows what comes. */
import type { JSX } from "preact";
import { samplesText } from "../../messages/samples.ts";
import type { SamplesProps } from "./samples-props.ts";

export function StepSlider({ steps, step, goTo, format }: SamplesProps): JSX.Element {
  const text = samplesText.value;
  const last = steps.length - 1;
  return (
    <label class="step-slider">
      <span class="unseen">{text.slider}</span>
      <input
        type="range"
        data-scrub
        min={0}
        max={last}
        value={steps.indexOf(step)}
        aria-valuetext={text.step({ step: format(step) })}
        disabled={last < 1}
        onInput={({ currentTarget }) => {
          const index = Number(currentTarget.value);
          goTo(index === last ? null : (steps[index] as number));
        }}
      />
      <output>{text.step({ step: format(step) })}</output>
    </label>
  );
}
