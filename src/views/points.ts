/** @file Points for looking at: which two coordinates, in which range; the same for braille, pixels and SVG. */
import { GantryError } from "../base/error.ts";

/** `[N, dimensions]`, row-major. */
export interface PointSet {
  readonly dimensions: number;
  readonly data: Float32Array;
}

/** Visible interval of both axes, so that a circle is round. */
export type PointRange = readonly [low: number, high: number];

export const pointCount = ({ dimensions, data }: PointSet): number => Math.floor(data.length / dimensions);

/** @throws E112 for no dimensions or half a point */
export function checkPoints(where: string, { dimensions, data }: PointSet): void {
  if (!(dimensions >= 1) || data.length % dimensions !== 0) {
    throw new GantryError("E112", {
      where,
      expected: "[N, D] points",
      got: `${data.length} values in rows of ${dimensions}`,
    });
  }
}

/** A range that shows all of a set with a margin of a tenth; [−1, 1] for none. */
export function rangeOf({ dimensions, data }: PointSet): PointRange {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i += 1) {
    const value = data[i] as number;
    if (i % dimensions > 1 || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [-1, 1];
  const margin = (high - low) * 0.1 || 1;
  return [low - margin, high + margin];
}

/**
 * Calls back for each point with its place in the unit square, x to the right and y up. Of more than two dimensions the
 * first two count; one dimension is a histogram's business. Points outside are left out.
 */
export function forEachPlace(
  { dimensions, data }: PointSet,
  [low, high]: PointRange,
  visit: (x: number, y: number) => void,
): void {
  const place = (value: number): number => (value - low) / (high - low);
  for (let i = 0; i + dimensions <= data.length; i += dimensions) {
    const x = place(data[i] as number);
    const y = dimensions === 1 ? 0 : place(data[i + 1] as number);
    if (x >= 0 && x < 1 && y >= 0 && y < 1) visit(x, y);
  }
}

/** Shares of a 1-D set in equal bins of `range`, summing to at most 1. */
export function histogram(points: PointSet, range: PointRange, bins: number): Float64Array {
  const shares = new Float64Array(bins);
  const one = { dimensions: points.dimensions, data: points.data };
  forEachPlace(one.dimensions === 1 ? one : firstOf(one), range, (x) => {
    const bin = Math.floor(x * bins);
    shares[bin] = (shares[bin] as number) + 1 / pointCount(points);
  });
  return shares;
}

function firstOf({ dimensions, data }: PointSet): PointSet {
  return { dimensions: 1, data: data.filter((_, i) => i % dimensions === 0) };
}
