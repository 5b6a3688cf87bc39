/**
 * @file Twins: fakes that are one another's copies, or nearly. A generator that draws few images repeats them.
 *
 * By the birthday paradox, n samples of a set of s equally likely images hold a repetition with probability ½ at
 * n ≈ 1.18 √s, so repetitions among n say that the support is about n² (Arora & Zhang, "Do GANs actually learn the
 * distribution?", 2018, https://arxiv.org/abs/1706.08224, who look at the nearest pairs by eye).
 *
 * Two images count as nearly equal when they are nearer than nearest neighbours among as many real ones nearly ever are:
 * than the `quantile` of those distances. So of real data itself about that share has a near twin: the floor.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { pointsOf } from "./distances.ts";
import { neighbourRadii } from "./neighbour-radii.ts";
import { rowsBetween } from "./product-blocks.ts";
import { checkPair } from "./samples.ts";
import { type MetricWork, workerOf } from "./work.ts";

export interface TwinsOptions extends MetricWork {
  /** Share of real images whose nearest neighbour is nearer than "nearly equal"; .01 by default. */
  readonly quantile?: number;
}

export interface Twins {
  /** Fakes that equal another fake in every value. */
  readonly equal: number;
  /** Share of fakes with another that is equal or nearly so, in [0, 1]. */
  readonly near: number;
  /** What counts as nearly equal: a distance. */
  readonly threshold: number;
  /** Share of the reals below the threshold: what `near` is for real data. */
  readonly floor: number;
  /** Fakes, and reals, that were compared: the rows of the smaller set, from the first on. */
  readonly count: number;
}

/**
 * @param fakes `[N, d]` @param reals `[M, d]`; the larger set is cut to the rows of the smaller, since neighbours are
 * nearer in larger sets
 * @throws E112 for a quantile outside [0, 1], E705 for fewer than two of either, E706, E707
 */
export async function twins(
  fakes: Matrix,
  reals: Matrix,
  { quantile = 0.01, ...work }: TwinsOptions = {},
): Promise<Twins> {
  checkPair("twins", fakes, reals, 2);
  if (!(quantile >= 0 && quantile <= 1)) {
    throw new GantryError("E112", { where: "twins.quantile", expected: "a number in [0, 1]", got: String(quantile) });
  }
  const count = Math.min(fakes.rows, reals.rows);
  const centre = meanOfRows(reals);
  const worker = workerOf(work, 2 * count * count);
  const nearest = (set: Matrix) => neighbourRadii(pointsOf(rowsBetween(set, 0, count), centre), 1, worker);
  const [real, fake] = [(await nearest(reals)).sort(), await nearest(fakes)];
  const threshold = real[Math.min(count - 1, Math.floor(quantile * count))] as number;
  const share = (squared: Float64Array) => squared.filter((d) => d === 0 || d < threshold).length / count;
  return {
    equal: fake.filter((squared) => squared === 0).length,
    near: share(fake),
    threshold: Math.sqrt(threshold),
    floor: share(real),
    count,
  };
}
