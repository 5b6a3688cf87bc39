/**
 * @file Total variation distance: the largest difference in probability that any event has under P and under Q.
 *
 *   TV(P, Q) = ½ Σ |p − q|        0 for the same distribution, 1 for two that share nothing
 *
 * Between histograms of n and m points of one distribution each difference is about normal with variance
 * p (1 − p)(1/n + 1/m), and its mean absolute value √(2/π) of the root: the floor is half the sum of them. That is
 * right where every cell expects some points; `histogramFloor` counts where they do not.
 */
import { sharesOf, sharesOfBoth } from "./masses.ts";

/**
 * @param p masses of some cells @param q masses of the same cells; each list is divided by its sum
 * @returns in [0, 1] @throws E112 for lists of different lengths, E708 for masses that are none
 */
export function totalVariation(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const [a, b] = sharesOfBoth("totalVariation", p, q);
  return Math.min(1, a.reduce((sum, share, i) => sum + Math.abs(share - (b[i] as number)), 0) / 2);
}

/**
 * What two samples of one distribution are apart on average.
 * @param masses of the cells @param n points of one @param m points of the other, ∞ where its masses are known
 * @throws E708
 */
export function totalVariationFloor(masses: ArrayLike<number>, n: number, m: number = Infinity): number {
  const deviations = sharesOf("totalVariationFloor", masses).map((p) => Math.sqrt(p * (1 - p)));
  return Math.sqrt((1 / n + 1 / m) / (2 * Math.PI)) * deviations.reduce((sum, deviation) => sum + deviation, 0);
}
