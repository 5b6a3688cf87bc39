/**
 * @file Toom and Cook's matrices for Winograd's minimal filtering F(m, r): m outputs of a filter of r taps from
 * n = m + r − 1 products, where the definition takes m·r.
 *
 * Polynomials of m and r coefficients are multiplied through their values at n points, one of them ∞: with V_k the
 * matrix that gives the values of k coefficients, u·w = V_n⁻¹[(V_m u)(V_r w)]. Filtering is the adjoint of that in u,
 *
 *   y = Aᵀ[(G w)(B q)]     A = V_m     G = V_r, each row over its ∏(aᵢ − aⱼ)     B = V_n⁻ᵀ, each row times that product
 *
 * which leaves B few fractions. Up to four points all numbers of B and A are sums of quarters, so that a float32 holds
 * them; with the points chosen, the loss of larger tiles is the least known.
 *
 * Lavin & Gray, 2015, https://arxiv.org/abs/1509.09308; the points: Barabasz et al., 2018, https://arxiv.org/abs/1803.10986.
 */

export type Matrix = readonly (readonly number[])[];

export interface Transforms {
  /** `[n, m]`: of outputs; its transpose gives outputs from products. */
  readonly A: Matrix;
  /** `[n, n]`: of the image. */
  readonly B: Matrix;
  /** `[n, r]`: of the kernel. */
  readonly G: Matrix;
}

/** All but ∞, in the order in which more are taken. */
const POINTS: readonly number[] = [0, 1, -1, 1 / 2, -2];

/** How many products one tile may take on an axis. */
export const MOST_SLOTS: number = POINTS.length + 1;

/** @param m outputs of a tile @param r taps; m + r − 1 ≤ `MOST_SLOTS` */
export function transformsOf(m: number, r: number): Transforms {
  const points = POINTS.slice(0, m + r - 2);
  const others = points.map((_, i) => points.filter((_, j) => j !== i));
  const scales = others.map((rest, i) => rest.reduce((product, b) => product * ((points[i] as number) - b), 1));
  return {
    A: values(points, m),
    // Lagrange: the polynomial that is 0 at all points but the i-th, unscaled; for ∞, the one that is 0 at all
    B: [...others, points].map((roots) => padded(withRoots(roots), points.length + 1)),
    G: values(points, r).map((row, i) => row.map((value) => value / (scales[i] ?? 1))),
  };
}

/** V_k: the values of k coefficients at the points and, as the last row, at ∞. */
const values = (points: readonly number[], k: number): Matrix => [
  ...points.map((a) => Array.from({ length: k }, (_, power) => a ** power)),
  Array.from({ length: k }, (_, power) => (power === k - 1 ? 1 : 0)),
];

const padded = (coefficients: readonly number[], length: number): number[] =>
  Array.from({ length }, (_, power) => coefficients[power] ?? 0);

/** ∏(t − root), the constant term first. */
function withRoots(roots: readonly number[]): readonly number[] {
  let poly: readonly number[] = [1];
  for (const root of roots) {
    const lower = poly;
    poly = Array.from({ length: lower.length + 1 }, (_, i) => (lower[i - 1] ?? 0) - root * (lower[i] ?? 0));
  }
  return poly;
}

/** The product of two directions: rows and columns are pairs, the first direction's index changing slowest. */
export const kron = (a: Matrix, b: Matrix): Matrix =>
  a.flatMap((rowA) => b.map((rowB) => rowA.flatMap((left) => rowB.map((right) => left * right))));

export const transposed = (rows: Matrix): Matrix =>
  (rows[0] as readonly number[]).map((_, column) => rows.map((row) => row[column] as number));
