/**
 * @file How far a measurement of two sets spreads that are what they are, and cannot be drawn again: that of random
 * halves. Of half of the items, taken without putting back, an estimate's deviation is the standard error on the whole.
 */
import { permutation } from "../base/random.ts";
import type { Measurable, Measured } from "../evaluation/measure.ts";
import { takeRows } from "../metrics/samples.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface HalvesOptions {
  readonly seed: number;
  /** How many pairs of halves are measured; of 1 nothing is, and there is no spread. */
  readonly repeats: number;
}

/** @param measure of one pair of halves */
export async function spreadOfHalves(
  real: Measurable,
  fake: Measurable,
  { seed, repeats }: HalvesOptions,
  measure: (real: Measurable, fake: Measurable) => Promise<Measured>,
): Promise<Spread> {
  const halves: Measured[] = [];
  for (let i = 0; repeats > 1 && i < repeats; i += 1) {
    halves.push(await measure(halfOf(real, seed, 2 * i), halfOf(fake, seed, 2 * i + 1)));
  }
  return spreadOf(halves).spread;
}

/** A random half of the rows of all that is known of a side. */
function halfOf(side: Measurable, seed: number, counter: number): Measurable {
  const { rows } = side.features;
  const half = permutation({ seed, stream: "evaluation/halves", counter }, rows).subarray(0, Math.ceil(rows / 2));
  return {
    features: takeRows(side.features, half),
    ...(side.probabilities && { probabilities: takeRows(side.probabilities, half) }),
    ...(side.items && { items: takeRows(side.items, half) }),
    ...(side.shape && { shape: side.shape }),
  };
}
