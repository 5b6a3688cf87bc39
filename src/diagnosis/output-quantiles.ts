/**
 * @file How D's outputs on a batch spread, in 21 numbers: what 0, 5, …, 100 % of them do not exceed. Read as in `opinion.ts`:
 * probabilities where D gives logits.
 */
import { type OutputReading, outputsAsRead } from "./opinion.ts";

/** So many stretches with a twentieth of the outputs each. */
const STRETCHES = 20;

/** Digits that are kept: a float32 has hardly more. */
const DIGITS = 6;

export interface OutputQuantiles {
  readonly real: readonly number[];
  readonly fake: readonly number[];
}

/** @param real D's outputs on the data, `[N]` @param fake on what was generated, `[M]` @returns 21 numbers each, rising */
export function outputQuantiles(real: Float32Array, fake: Float32Array, reading: OutputReading): OutputQuantiles {
  const { ofReal, ofFake, at } = outputsAsRead(real, fake, reading);
  const spread = (values: Float64Array): number[] =>
    Array.from({ length: STRETCHES + 1 }, (_, i) => Number(at(values, i / STRETCHES).toPrecision(DIGITS)));
  return { real: spread(ofReal), fake: spread(ofFake) };
}
