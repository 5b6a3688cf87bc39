/**
 * @file Wasserstein distances on a line, exact, for weighted samples.
 *
 *   W_p(P, Q)^p = ∫₀¹ |F⁻¹(t) − G⁻¹(t)|^p dt        F⁻¹, G⁻¹ the quantile functions
 *
 * On a line the cheapest plan keeps the order (Villani, "Topics in Optimal Transportation", 2003, Theorem 2.18), so two
 * sorted lists are walked side by side; for equally many points of equal weight that is the mean of |x₍ᵢ₎ − y₍ᵢ₎|^p.
 *
 * Two samples of one distribution are not 0 apart: √n (F̂ − F) tends to a Brownian bridge, whose mean absolute value at
 * x is √(2 F (1 − F) / π), so W₁ is √(2/π) · √(1/n + 1/m) · ∫ √(F (1 − F)) dx on average (del Barrio, Giné & Matrán,
 * 1999). For p > 1 there is no such form (for a normal the integral diverges): measure it with `sampleFloor`.
 */
import { GantryError } from "../base/error.ts";
import { sharesOf } from "./masses.ts";
import { checkFinite } from "./samples.ts";

export interface Wasserstein1dOptions {
  /** p ≥ 1; 1 by default. */
  readonly order?: number;
  /** Weights of the first list, ≥ 0; equal ones by default. */
  readonly uWeights?: ArrayLike<number>;
  /** Weights of the second list. */
  readonly vWeights?: ArrayLike<number>;
}

/**
 * @param u points of one sample, in any order @param v points of the other
 * @returns W_p, in the units of the points (its p-th power is `** order`)
 * @throws E112 for weights of another length or an order < 1, E705 for an empty list, E707 for points that are not
 * finite, E708 for weights that are no masses
 */
export function wasserstein1d(
  u: ArrayLike<number>,
  v: ArrayLike<number>,
  { order = 1, uWeights, vWeights }: Wasserstein1dOptions = {},
): number {
  checkOrder("wasserstein1d.order", order);
  const [a, b] = [sortedOf("wasserstein1d.u", u, uWeights), sortedOf("wasserstein1d.v", v, vWeights)];
  return transportCost(a, b, order) ** (1 / order);
}

/** A sample by size, with what each point weighs. */
export interface SortedPoints {
  readonly points: Float64Array;
  /** Absent: all weigh the same. */
  readonly weights?: Float64Array;
}

/** W_p^p of sorted samples. */
export function transportCost(a: SortedPoints, b: SortedPoints, order: number): number {
  const power = powerOf(order);
  let cost = 0;
  visitCoupling(a, b, (i, j, share) => {
    cost += share * power(Math.abs((a.points[i] as number) - (b.points[j] as number)));
  });
  return cost;
}

const powerOf = (order: number): ((d: number) => number) =>
  order === 1 ? (d) => d : order === 2 ? (d) => d * d : (d) => d ** order;

/** Visits the pairs that the plan in order joins, with the share of all mass that moves between them. */
export function visitCoupling(
  a: SortedPoints,
  b: SortedPoints,
  visit: (i: number, j: number, share: number) => void,
): void {
  const [n, m] = [a.points.length, b.points.length];
  // equal weights are counted in units of 1 / nm, so that counting them does not round
  const massOf = ({ weights }: SortedPoints, units: number) =>
    weights === undefined ? () => units : (i: number) => weights[i] ?? 0;
  const counted = a.weights === undefined && b.weights === undefined;
  const [left, right] = [massOf(a, counted ? m : 1 / n), massOf(b, counted ? n : 1 / m)];
  const total = counted ? n * m : 1;
  let [i, j, leftOver, rightOver] = [0, 0, left(0), right(0)];
  while (i < n && j < m) {
    const mass = Math.min(leftOver, rightOver);
    visit(i, j, mass / total);
    leftOver -= mass;
    rightOver -= mass;
    if (leftOver <= 0) leftOver = left(++i);
    if (rightOver <= 0) rightOver = right(++j);
  }
}

/** Checks and sorts. @throws E112, E705, E707, E708 */
export function sortedOf(where: string, points: ArrayLike<number>, weights?: ArrayLike<number>): SortedPoints {
  if (points.length === 0) throw new GantryError("E705", { where, expected: 1, got: 0 });
  checkFinite(where, points);
  if (weights === undefined) return { points: Float64Array.from(points).sort() };
  if (weights.length !== points.length) {
    throw new GantryError("E112", { where, expected: `${points.length} weights`, got: String(weights.length) });
  }
  const shares = sharesOf(where, weights);
  const order = Array.from(shares.keys()).sort((i, j) => (points[i] as number) - (points[j] as number));
  return {
    points: Float64Array.from(order, (i) => points[i] as number),
    weights: Float64Array.from(order, (i) => shares[i] as number),
  };
}

/** @throws E112 */
export function checkOrder(where: string, order: number): void {
  if (!(order >= 1 && order < Infinity)) {
    throw new GantryError("E112", { where, expected: "a number ≥ 1", got: String(order) });
  }
}

/**
 * What W₁ is on average between samples of n and m points of the distribution that `points` come from.
 * @param points a large sample, such as all of the data @param m ∞ where one side is the distribution itself
 * @returns in the units of the points @throws E705, E707
 */
export function wasserstein1dFloor(points: ArrayLike<number>, n: number, m: number = Infinity): number {
  const { points: sorted } = sortedOf("wasserstein1dFloor", points);
  let spread = 0;
  for (let i = 1; i < sorted.length; i += 1) {
    const below = i / sorted.length;
    spread += Math.sqrt(below * (1 - below)) * ((sorted[i] as number) - (sorted[i - 1] as number));
  }
  return Math.sqrt((2 / Math.PI) * (1 / n + 1 / m)) * spread;
}
