/**
 * @file Noise floors by trial: what a measure gives between two samples of one distribution. Where no formula is known,
 * or a sample is too small for it, the measure itself is asked, again and again, of samples that differ by chance alone.
 *
 * A divergence is drawn with this band behind it: what lies inside it cannot be told from 0.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { sharesOf } from "./masses.ts";
import { checkSamples, takeRows } from "./samples.ts";

export interface NoiseFloor {
  readonly mean: number;
  /** Standard deviation of one trial. */
  readonly std: number;
  /** Quantiles of the trials: .05 and .95, to the nearest trial. */
  readonly low: number;
  readonly high: number;
  readonly values: Float64Array;
}

export interface NoiseFloorOptions {
  /** Samples of one side. */
  readonly n: number;
  /** Samples of the other; as many by default. */
  readonly m?: number;
  /** Trials; 20 by default. */
  readonly repeats?: number;
  /** Which samples; 0 by default. */
  readonly seed?: number;
}

/**
 * Of a measure between sets of samples: two parts of the real data, drawn at random without a sample in common.
 *
 * @param measure such as `(a, b) => slicedWasserstein(a, b).distance` @param samples `[≥ n + m, d]`
 * @throws E112 for options out of range, E705 where the data has fewer than n + m samples, E707, and what `measure` throws
 */
export async function sampleFloor(
  measure: (a: Matrix, b: Matrix) => number | Promise<number>,
  samples: Matrix,
  { n, m = n, repeats = 20, seed = 0 }: NoiseFloorOptions,
): Promise<NoiseFloor> {
  for (const [name, count] of Object.entries({ n, m, repeats })) checkCount(`sampleFloor.${name}`, count);
  checkSamples("sampleFloor.samples", samples, n + m);
  const values = new Float64Array(repeats);
  for (let trial = 0; trial < repeats; trial += 1) {
    const order = permutation({ seed, stream: "noise-floor", counter: trial }, samples.rows);
    values[trial] = await measure(takeRows(samples, order.subarray(0, n)), takeRows(samples, order.subarray(n, n + m)));
  }
  return summary(values);
}

/**
 * Of a divergence between histograms: counts drawn from given masses.
 *
 * @param divergence such as `jensenShannon` @param masses of the cells
 * @param options `m` ∞: the second side is the masses themselves @throws E112 for options out of range, E708
 */
export function histogramFloor(
  divergence: (p: Float64Array, q: Float64Array) => number,
  masses: ArrayLike<number>,
  { n, m = n, repeats = 20, seed = 0 }: NoiseFloorOptions,
): NoiseFloor {
  for (const [name, count] of Object.entries({ n, repeats })) checkCount(`histogramFloor.${name}`, count);
  if (m !== Infinity) checkCount("histogramFloor.m", m);
  const shares = sharesOf("histogramFloor", masses);
  const values = Float64Array.from({ length: repeats }, (_, trial) => {
    const drawn = (count: number, side: number) => countsOf(shares, count, seed, 2 * trial + side);
    return divergence(drawn(n, 0), m === Infinity ? shares : drawn(m, 1));
  });
  return summary(values);
}

/** How many of `count` points fall into each cell. */
function countsOf(shares: Float64Array, count: number, seed: number, counter: number): Float64Array {
  const { uniform } = randomSource({ seed, stream: "histogram-floor", counter });
  const upTo = new Float64Array(shares.length);
  let running = 0;
  for (let i = 0; i < shares.length; i += 1) {
    running += shares[i] as number;
    upTo[i] = running;
  }
  const counts = new Float64Array(shares.length);
  for (let i = 0; i < count; i += 1) {
    const cell = firstAbove(upTo, uniform() * running);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** The first index whose value is above `at`, in a list that ascends. */
function firstAbove(ascending: Float64Array, at: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checkCount(where: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new GantryError("E112", { where, expected: "an integer ≥ 1", got: String(count) });
}

function summary(values: Float64Array): NoiseFloor {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return { mean, std: Math.sqrt(variance), low: at(0.05), high: at(0.95), values };
}
