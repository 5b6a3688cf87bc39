/**
 * @file Hellinger distance: Euclid's between the roots of the masses, scaled to at most 1.
 *
 *   H(P, Q)² = ½ Σ (√p − √q)² = 1 − Σ √(p q)
 *
 * Hellinger, 1909. H² ≤ TV ≤ √2 H. Near 0 its square is a quarter of KL and as large as Jensen–Shannon's, so two
 * histograms of n and m points of one distribution over K cells have H² = (K − 1)/8 · (1/n + 1/m) on average.
 */
import { sharesOfBoth } from "./masses.ts";

/**
 * @param p masses of some cells @param q masses of the same cells; each list is divided by its sum
 * @returns the distance (not its square), in [0, 1] @throws E112 for lists of different lengths, E708
 */
export function hellinger(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const [a, b] = sharesOfBoth("hellinger", p, q);
  const squares = a.reduce((sum, share, i) => sum + (Math.sqrt(share) - Math.sqrt(b[i] as number)) ** 2, 0);
  return Math.min(1, Math.sqrt(squares / 2));
}

/**
 * The root of what the square is on average between two samples of one distribution.
 * @param cells how many hold mass @param n points of one @param m points of the other, ∞ where its masses are known
 */
export const hellingerFloor = (cells: number, n: number, m: number = Infinity): number =>
  Math.sqrt(((cells - 1) / 8) * (1 / n + 1 / m));
