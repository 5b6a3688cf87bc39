/**
 * @file L-BFGS: the minimum of a smooth function of many numbers, by its gradients alone.
 *
 * The step is −H·∇f, H built from the last `memory` differences of places and gradients by the two-loop recursion;
 * along it, lengths are halved until f falls enough (Armijo) and doubled while the slope is still steep (weak Wolfe), so
 * that every difference kept has s·y > 0. Near the minimum f is flat below its rounding, and the slopes at both ends
 * say whether enough was gained (the approximate Wolfe conditions).
 *
 * Nocedal & Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5; bisection for the weak Wolfe conditions as in
 * Lewis & Overton, 2013, https://doi.org/10.1007/s10107-012-0514-2; approximate ones: Hager & Zhang, 2005,
 * https://doi.org/10.1137/030601880.
 */

/** A function's value and gradient at a place. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

export type Objective = (x: Float64Array) => Promise<Slope>;

export interface MinimiseOptions {
  /** Iterations at most; 200 by default. */
  readonly iterations?: number;
  /** Done when no element of the gradient is larger; 1e-6 by default. */
  readonly tolerance?: number;
  /** Differences kept; 10 by default. */
  readonly memory?: number;
}

export interface Minimum extends Slope {
  readonly x: Float64Array;
  readonly iterations: number;
}

interface Difference {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** 1 / s·y. */
  readonly rho: number;
}

/** @param start not changed @returns the lowest place found */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  options: MinimiseOptions = {},
): Promise<Minimum> {
  const { iterations = 200, tolerance = 1e-6, memory = 10 } = options;
  let at: Place = { x: start, ...(await objective(start)) };
  let differences: readonly Difference[] = [];
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    if (largest(at.gradient) <= tolerance) return { ...at, iterations: iteration };
    const direction = descent(at.gradient, differences);
    const next = await search(objective, at, direction);
    if (next === null) return { ...at, iterations: iteration }; // as low as rounding lets it go
    const [s, y] = [minus(next.x, at.x), minus(next.gradient, at.gradient)];
    const curvature = inner(s, y);
    if (curvature > 0) differences = [...differences, { s, y, rho: 1 / curvature }].slice(-memory);
    at = next;
  }
  return { ...at, iterations };
}

interface Place extends Slope {
  readonly x: Float64Array;
}

/** −H·g by the two-loop recursion; without differences, −g scaled to a length of at most 1. */
function descent(gradient: Float64Array, differences: readonly Difference[]): Float64Array {
  const q = gradient.slice();
  const weights = differences.toReversed().map(({ s, y, rho }) => {
    const weight = rho * inner(s, q);
    addTo(q, y, -weight);
    return weight;
  });
  const last = differences.at(-1);
  const scale =
    last === undefined ? 1 / Math.max(1, Math.sqrt(inner(gradient, gradient))) : 1 / (last.rho * inner(last.y, last.y));
  for (let j = 0; j < q.length; j += 1) q[j] = (q[j] as number) * scale;
  for (const [i, { s, y, rho }] of differences.entries()) {
    addTo(q, s, (weights[differences.length - 1 - i] as number) - rho * inner(y, q));
  }
  return q.map((value) => -value);
}

/** The weak Wolfe conditions' constants: how much must be gained, and how flat the slope must have become. */
const GAIN = 1e-4;
const FLATTER = 0.9;
/** A difference of values that may be rounding, as a share of the value: objectives are often computed in float32. */
const ROUNDING = 1e-6;
const TRIALS = 40;

/** @returns null where no length gains anything */
async function search(objective: Objective, from: Place, direction: Float64Array): Promise<Place | null> {
  const slope = inner(from.gradient, direction);
  if (!(slope < 0)) return null;
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, 1];
  let best: Place | null = null;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const x = from.x.slice();
    addTo(x, direction, length);
    const place: Place = { x, ...(await objective(x)) };
    const here = inner(place.gradient, direction);
    if (!gains(from, place, { slope, here, length })) {
      high = length;
    } else {
      best = place;
      if (here >= FLATTER * slope) return place;
      low = length;
    }
    length = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
  }
  return best !== null && best.value < from.value ? best : null;
}

/** @property slope along the step at its start @property here at its end @property length of the step */
interface Along {
  readonly slope: number;
  readonly here: number;
  readonly length: number;
}

function gains(from: Place, { value }: Place, { slope, here, length }: Along): boolean {
  if (value <= from.value + GAIN * length * slope) return true;
  return value <= from.value + ROUNDING * Math.abs(from.value) && here <= (2 * GAIN - 1) * slope;
}

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] as number));

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function addTo(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i += 1) target[i] = (target[i] as number) + factor * (source[i] as number);
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
