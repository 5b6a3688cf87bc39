/** @file Which weights draw: the newest, or those of a checkpoint that was kept. */
import type { JSX } from "preact";
import { latentText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";

export interface Weights {
  /** Of checkpoints, rising. */
  readonly steps: readonly number[];
  /** Null: the newest. */
  readonly chosen: number | null;
  readonly choose: (step: number | null) => void;
  /** Where the generator of a checkpoint is. */
  readonly urlOf: (step: number) => string;
}

/** By which the focus is found again when other weights are open. */
export const WEIGHTS_ID = "latent-weights";

export function WeightsChoice({ steps, chosen, choose }: Weights): JSX.Element {
  const text = latentText.value.weights;
  return (
    <label class="field">
      <span>{text.label}</span>
      <select
        id={WEIGHTS_ID}
        value={chosen ?? ""}
        onInput={({ currentTarget: { value } }) => choose(value === "" ? null : Number(value))}
      >
        <option value="">{text.newest}</option>
        {steps.toReversed().map((step) => (
          <option key={step} value={step}>
            {text.of({ step: wholeNumber(step) })}
          </option>
        ))}
      </select>
    </label>
  );
}
