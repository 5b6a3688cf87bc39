/**
 * @file How a cost grows: its exponent, which is the slope of log y over log x, and where it bends.
 *
 * Of a law y = a + b·xᵖ the slope is near 0 where the constant part counts and near p where the other does; two straight
 * lines that meet say as much in three numbers.
 */
import { leastSquares, nonNegativeLeastSquares } from "./least-squares.ts";

/** Rising in x; both positive. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The exponent between each point and the next. */
export const exponents = (points: readonly Point[]): number[] =>
  points.slice(1).map((point, i) => {
    const before = points[i] as Point;
    return Math.log(point.y / before.y) / Math.log(point.x / before.x);
  });

/** y = `at`·(x/`bend`)^`before` up to the bend, ^`after` beyond it. */
export interface BentLaw {
  readonly before: number;
  readonly after: number;
  readonly bend: number;
  /** y at the bend. */
  readonly at: number;
  /** Root mean square of the relative error, about. */
  readonly error: number;
}

/** Places for the bend that are tried. */
const PLACES = 200;

/** Two lines in logarithms that meet, fitted to at least four points: each has two points or more of its own. */
export function bentLaw(points: readonly Point[]): BentLaw | null {
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  const [first, last] = [logs[1], logs.at(-2)];
  if (points.length < 4 || first === undefined || last === undefined) return null;
  const places = Array.from({ length: PLACES + 1 }, (_, i) => first[0] + ((last[0] - first[0]) * i) / PLACES);
  return places.reduce<BentLaw | null>((best, place) => {
    const law = lawBentAt(logs, place);
    return law !== null && (best === null || law.error < best.error) ? law : best;
  }, null);
}

function lawBentAt(logs: readonly (readonly [number, number])[], place: number): BentLaw | null {
  const rows = logs.map(([x]) => [1, Math.min(x - place, 0), Math.max(x - place, 0)]);
  const solution = leastSquares(
    rows,
    logs.map(([, y]) => y),
  );
  if (solution === null) return null;
  const [height, before, after] = solution as [number, number, number];
  const errors = logs.map(
    ([, y], i) => y - height - before * (rows[i]?.[1] as number) - after * (rows[i]?.[2] as number),
  );
  const error = Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length);
  return { before, after, bend: Math.exp(place), at: Math.exp(height), error };
}

/** What one unit of each kind of work costs: y ≈ Σ unit·amount, with relative errors made least. */
export interface UnitCosts {
  readonly units: Readonly<Record<string, number>>;
  /** For each sample: (predicted − measured) / measured. */
  readonly residuals: readonly number[];
}

/** @param samples amounts by kind, the same kinds in each, and what they cost together */
export function unitCosts(
  samples: readonly { readonly amounts: Readonly<Record<string, number>>; readonly cost: number }[],
): UnitCosts {
  const kinds = Object.keys(samples[0]?.amounts ?? {});
  const rows = samples.map(({ amounts, cost }) => kinds.map((kind) => (amounts[kind] as number) / cost));
  const x = nonNegativeLeastSquares(
    rows,
    samples.map(() => 1),
  );
  const predicted = rows.map((row) => row.reduce((sum, value, j) => sum + value * (x[j] as number), 0));
  return {
    units: Object.fromEntries(kinds.map((kind, j) => [kind, x[j] as number])),
    residuals: predicted.map((value) => value - 1),
  };
}
