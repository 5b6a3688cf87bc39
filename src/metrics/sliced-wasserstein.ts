/**
 * @file Sliced Wasserstein distance: the mean over directions of the exact distance on a line.
 *
 *   SW_p(P, Q)^p = E_θ W_p(θ·P, θ·Q)^p        max-SW_p = max_θ W_p(θ·P, θ·Q)        |θ| = 1
 *
 * Rabin, Peyré, Delon & Bernot, 2011; Bonneel et al., 2015. Max-sliced: Deshpande et al., 2019,
 * https://arxiv.org/abs/1904.05877. In d dimensions SW₂² of a shift by δ is |δ|²/d, so values are compared within one
 * space only. Directions are drawn evenly from the sphere by a seed, or given. The largest of them is a lower bound of
 * the true maximum; `refinements` climb from there: with the coupling kept, W_p^p grows fastest along
 * Σ π |θ·(x − y)|^(p−1) sign(θ·(x − y)) (x − y), whose direction is the next θ.
 *
 * Between samples of one distribution it is not 0: `slicedWassersteinFloor` for p = 1, `sampleFloor` for the others.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { randomSource } from "../base/random.ts";
import { checkPair, checkSamples } from "./samples.ts";
import { checkOrder, type SortedPoints, transportCost, visitCoupling, wasserstein1dFloor } from "./wasserstein-1d.ts";

export interface SlicedWassersteinOptions {
  /** p ≥ 1; 2 by default. */
  readonly order?: number;
  /** One direction a row, `[L, d]`, of any length > 0; drawn where absent. */
  readonly directions?: Matrix;
  /** How many are drawn; 128 by default. */
  readonly count?: number;
  /** Which ones; 0 by default. */
  readonly seed?: number;
  /** Steps uphill from the direction of the largest distance; none by default. */
  readonly refinements?: number;
}

export interface SlicedWasserstein {
  /** SW_p, in the units of the samples. */
  readonly distance: number;
  /** The largest W_p found: a lower bound of max-SW_p. */
  readonly max: number;
  /** The direction of it, of length 1. */
  readonly direction: Float64Array;
  /** W_p along each direction. */
  readonly along: Float64Array;
}

/**
 * @param x `[n, d]` @param y `[m, d]` samples of equal weights
 * @throws E112 for options out of range, E705, E706, E707
 */
export function slicedWasserstein(x: Matrix, y: Matrix, options: SlicedWassersteinOptions = {}): SlicedWasserstein {
  const { order = 2, refinements = 0 } = options;
  checkOrder("slicedWasserstein.order", order);
  checkPair("slicedWasserstein", x, y);
  const directions = directionsOf(x.columns, options);
  const costs = Float64Array.from(directions, (theta) =>
    transportCost(projected(x, theta), projected(y, theta), order),
  );
  const best = costs.reduce((top, cost, i) => (cost > (costs[top] as number) ? i : top), 0);
  const start = { direction: directions[best] as Float64Array, cost: costs[best] as number };
  const top = climbed(x, y, order, start, refinements);
  return {
    distance: (costs.reduce((sum, cost) => sum + cost, 0) / costs.length) ** (1 / order),
    max: top.cost ** (1 / order),
    direction: top.direction,
    along: costs.map((cost) => cost ** (1 / order)),
  };
}

/** Unit vectors: those given, or drawn. @throws E112, E705, E707 */
function directionsOf(
  columns: number,
  { directions, count = 128, seed = 0 }: SlicedWassersteinOptions,
): Float64Array[] {
  if (directions === undefined) {
    checkCount("slicedWasserstein.count", count);
    return Array.from({ length: count }, (_, i) => drawnDirection(columns, seed, i));
  }
  const where = "slicedWasserstein.directions";
  checkSamples(where, directions);
  if (directions.columns !== columns) {
    throw new GantryError("E112", { where, expected: `[?, ${columns}]`, got: `[?, ${directions.columns}]` });
  }
  return Array.from({ length: directions.rows }, (_, i) => {
    const unit = unitOf(Float64Array.from(directions.values.subarray(i * columns, (i + 1) * columns)));
    if (unit === null) throw new GantryError("E112", { where, expected: "a length > 0", got: `0 in row ${i}` });
    return unit;
  });
}

function checkCount(where: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new GantryError("E112", { where, expected: "an integer ≥ 1", got: String(count) });
}

/** Normal in every coordinate: evenly spread over the sphere. */
function drawnDirection(columns: number, seed: number, counter: number): Float64Array {
  const { normal } = randomSource({ seed, stream: "sliced-wasserstein", counter });
  for (;;) {
    const unit = unitOf(Float64Array.from({ length: columns }, normal));
    if (unit !== null) return unit;
  }
}

/** A vector at length 1; null for 0. */
function unitOf(vector: Float64Array): Float64Array | null {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : null;
}

/** θ·x of each row, sorted. */
function projected(x: Matrix, theta: Float64Array): SortedPoints {
  return { points: projections(x, theta).sort() };
}

function projections({ rows, columns, values }: Matrix, theta: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    let sum = 0;
    for (let k = 0; k < columns; k += 1) sum += (values[i * columns + k] as number) * (theta[k] as number);
    out[i] = sum;
  }
  return out;
}

/** A direction and W_p^p along it. */
interface Slope {
  readonly direction: Float64Array;
  readonly cost: number;
}

/** The best of a number of steps uphill; a step may go down, since the coupling changes with it. */
function climbed(x: Matrix, y: Matrix, order: number, start: Slope, steps: number): Slope {
  let [best, at] = [start, start.direction];
  for (let step = 0; step < steps; step += 1) {
    const next = unitOf(steepest(x, y, order, at));
    if (next === null) break;
    const cost = transportCost(projected(x, next), projected(y, next), order);
    if (cost > best.cost) best = { direction: next, cost };
    at = next;
  }
  return best;
}

/** Where W_p^p grows fastest with θ, but for a factor p. */
function steepest(x: Matrix, y: Matrix, order: number, theta: Float64Array): Float64Array {
  const [a, b] = [ranked(x, theta), ranked(y, theta)];
  const out = new Float64Array(theta.length);
  visitCoupling(a, b, (i, j, share) => {
    const apart = (a.points[i] as number) - (b.points[j] as number);
    const weight = share * Math.abs(apart) ** (order - 1) * Math.sign(apart);
    const [row, other] = [(a.order[i] as number) * x.columns, (b.order[j] as number) * x.columns];
    for (let k = 0; k < out.length; k += 1) {
      out[k] = (out[k] as number) + weight * ((x.values[row + k] as number) - (y.values[other + k] as number));
    }
  });
  return out;
}

/** Projections by size, and whose they are. */
function ranked(x: Matrix, theta: Float64Array): SortedPoints & { readonly order: readonly number[] } {
  const all = projections(x, theta);
  const order = Array.from(all.keys()).sort((i, j) => (all[i] as number) - (all[j] as number));
  return { points: Float64Array.from(order, (i) => all[i] as number), order };
}

/**
 * What SW₁ is on average between n and m samples of the distribution that `samples` come from: the mean of the floors
 * along the directions.
 * @param samples a large set, such as all of the data @param n samples of one @param m of the other
 * @param options directions as for the distance, whose order is 1 here @throws E112, E705, E707
 */
export function slicedWassersteinFloor(
  samples: Matrix,
  n: number,
  m: number,
  options: Omit<SlicedWassersteinOptions, "order" | "refinements"> = {},
): number {
  checkSamples("slicedWassersteinFloor", samples);
  const directions = directionsOf(samples.columns, options);
  const floors = directions.map((theta) => wasserstein1dFloor(projections(samples, theta), n, m));
  return floors.reduce((sum, floor) => sum + floor, 0) / floors.length;
}
