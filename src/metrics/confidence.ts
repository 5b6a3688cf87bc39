/**
 * @file How sure a number is, for one that has no formula of its own: it is computed again on parts of the sets.
 *
 * Random halves, the default choice: the spread of a statistic over random halves, drawn without replacement, is its
 * standard error on the *whole* set. (Given the data, a half's mean varies by σ²/(n/2) · (1 − ½) = σ²/n: what is lost
 * by halving is what the halves share.) Politis & Romano 1994; Shao & Tu, "The Jackknife and Bootstrap", 1995, ch. 2.
 *
 * Bootstrap: as many samples as there are, with replacement. It suits means (Parzen, classifier score), and gives
 * percentiles. It does not suit Fréchet and kernel distances, nor anything with neighbours: repeated samples lower the
 * covariance's rank and have distance 0 from one another, which moves the number itself.
 *
 * Both say how the number would vary over other samples of the same size. Neither sees a bias that it has at this size:
 * Fréchet distances stay too large by as much as they are.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { canonicalOrder } from "./canonical-order.ts";
import { meanAndStd, sampleStd } from "./mean-and-std.ts";
import { takeRows } from "./samples.ts";

export interface ConfidenceOptions {
  /** How often; 10 halves, or 200 draws of a bootstrap, by default. */
  readonly repeats?: number;
  /** Which parts; 0 by default. The same set and seed give the same parts, whatever order the rows came in. */
  readonly seed?: number;
}

export interface Confidence {
  /** Standard error of the number computed from the whole set. */
  readonly error: number;
  /** The number on each part. */
  readonly values: readonly number[];
}

export interface BootstrapConfidence extends Confidence {
  /** The middle 95 % of the draws. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * @param sets each with its rows drawn by itself, halves rounded up
 * @param metric of a half of each
 * @throws E705 for a set of fewer than four rows, E112 for fewer than two repeats
 */
export async function confidenceByHalves(
  sets: readonly Matrix[],
  metric: (halves: readonly Matrix[]) => Promise<number>,
  { repeats = 10, seed = 0 }: ConfidenceOptions = {},
): Promise<Confidence> {
  checkSets("confidenceByHalves", sets, repeats);
  const orders = sets.map(canonicalOrder);
  const half = (matrix: Matrix, set: number, counter: number): Matrix => {
    const shuffled = permutation({ seed, stream: `halves/${set}`, counter }, matrix.rows);
    const chosen = shuffled.subarray(0, Math.ceil(matrix.rows / 2));
    return takeRows(
      matrix,
      chosen.map((i) => orders[set]?.[i] as number),
    );
  };
  const values: number[] = [];
  for (let i = 0; i < repeats; i += 1) values.push(await metric(sets.map((matrix, set) => half(matrix, set, i))));
  return { error: sampleStd(values), values };
}

/**
 * @param values of each sample, such as `ParzenLikelihood.values`
 * @param statistic of a draw; the mean by default
 * @throws E705 for fewer than four values, E112 for fewer than two repeats
 */
export function confidenceByBootstrap(
  values: ArrayLike<number>,
  { repeats = 200, seed = 0 }: ConfidenceOptions = {},
  statistic: (draw: Float64Array) => number = (draw) => meanAndStd(draw).mean,
): BootstrapConfidence {
  const sorted = Float64Array.from(values).sort();
  checkSets("confidenceByBootstrap", [{ rows: sorted.length, columns: 1, values: sorted }], repeats);
  const draws = Array.from({ length: repeats }, (_, counter) => {
    const { below } = randomSource({ seed, stream: "bootstrap", counter });
    return statistic(sorted.map(() => sorted[below(sorted.length)] as number));
  });
  const ordered = [...draws].sort((a, b) => a - b);
  return { error: sampleStd(draws), values: draws, interval: [percentile(ordered, 0.025), percentile(ordered, 0.975)] };
}

function checkSets(where: string, sets: readonly Matrix[], repeats: number): void {
  for (const { rows } of sets) if (rows < 4) throw new GantryError("E705", { where, expected: 4, got: rows });
  if (Number.isInteger(repeats) && repeats >= 2) return;
  throw new GantryError("E112", { where: `${where}.repeats`, expected: "an integer ≥ 2", got: String(repeats) });
}

/** Between the neighbours of the place, linearly. @param sorted ascending */
function percentile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
