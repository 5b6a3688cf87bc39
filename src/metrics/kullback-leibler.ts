/**
 * @file Kullback–Leibler divergence, in nats: what coding P with the code of Q costs beyond P's own.
 *
 *   KL(P ‖ Q) = Σ p ln(p / q)        0 ln 0 = 0, and ∞ where q = 0 < p
 *
 * Kullback & Leibler, "On information and sufficiency", 1951. It is not symmetric. KL(p_data ‖ p_g), which maximum
 * likelihood minimises, punishes a generator that leaves out what the data has; KL(p_g ‖ p_data), "reverse KL",
 * punishes one that draws what the data has not, and is the zero-forcing one.
 *
 * Between a histogram of n points and the true masses of K cells it is (K − 1) / 2n on average for points of that very
 * distribution (Wilks, 1938: 2n·KL is about χ² with K − 1 degrees of freedom); against a second histogram of m points
 * the sum of both, and infinite as soon as one cell is empty in Q alone.
 */
import { sharesOfBoth } from "./masses.ts";

/**
 * @param p masses of some cells @param q masses of the same cells; each list is divided by its sum
 * @returns nats, in [0, ∞] @throws E112 for lists of different lengths, E708 for masses that are none
 */
export function kullbackLeibler(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const [a, b] = sharesOfBoth("kullbackLeibler", p, q);
  let divergence = 0;
  for (let i = 0; i < a.length; i += 1) {
    const share = a[i] as number;
    if (share > 0) divergence += share * Math.log(share / (b[i] as number));
  }
  return Math.max(0, divergence); // rounding alone makes it negative
}

/**
 * What a sample is apart from its own distribution on average.
 * @param cells how many hold mass @param n points of P @param m points of Q, ∞ where its masses are known
 */
export const kullbackLeiblerFloor = (cells: number, n: number, m: number = Infinity): number =>
  ((cells - 1) / 2) * (1 / n + 1 / m);
