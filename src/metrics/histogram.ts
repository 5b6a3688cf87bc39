/**
 * @file Histograms: samples counted in cells of equal width, as divergences of masses need them.
 *
 * The convention is NumPy's: a cell holds its lower edge and not its upper one, but the last holds both. What lies
 * outside the range, or is no number, is dropped by NumPy, so that two samples seem alike that differ only out there;
 * `outside: "cell"` counts it in one more cell, the last.
 */
import { GantryError } from "../base/error.ts";

export interface HistogramOptions {
  /** [low, high] of each axis that is cut into cells. */
  readonly range: readonly [low: number, high: number];
  /** Cells along each axis; 30 by default. */
  readonly cells?: number;
}

export interface LineHistogramOptions extends HistogramOptions {
  /** What becomes of values outside the range; "dropped" by default. */
  readonly outside?: "dropped" | "cell";
}

/** @returns counts, one more than there are cells with `outside: "cell"` @throws E112 for a range or cells that are none */
export function histogram(values: ArrayLike<number>, options: LineHistogramOptions): Float64Array {
  const cells = cellsOf("histogram", options);
  const counts = new Float64Array(cells + 1);
  for (let i = 0; i < values.length; i += 1) {
    const cell = cellAt(values[i] as number, options.range, cells) ?? cells;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return options.outside === "cell" ? counts : counts.subarray(0, cells);
}

/**
 * In the plane: the square [low, high]², row by row, and last everything outside it.
 * @param points `[N, 2]`, row-major @returns cells² + 1 counts @throws E112
 */
export function planeHistogram(points: ArrayLike<number>, options: HistogramOptions): Float64Array {
  const cells = cellsOf("planeHistogram", options);
  const counts = new Float64Array(cells * cells + 1);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = cellAt(points[i] as number, options.range, cells);
    const y = cellAt(points[i + 1] as number, options.range, cells);
    const cell = x === null || y === null ? cells * cells : y * cells + x;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** Which cell a value falls into; null outside the range and for what is no number. */
function cellAt(value: number, [low, high]: readonly [number, number], cells: number): number | null {
  if (!(value >= low && value <= high)) return null;
  return Math.min(cells - 1, Math.floor(((value - low) / (high - low)) * cells));
}

function cellsOf(where: string, { range: [low, high], cells = 30 }: HistogramOptions): number {
  if (!(low < high && high - low < Infinity)) {
    throw new GantryError("E112", { where: `${where}.range`, expected: "low < high", got: `[${low}, ${high}]` });
  }
  if (!(Number.isSafeInteger(cells) && cells >= 1)) {
    throw new GantryError("E112", { where: `${where}.cells`, expected: "an integer ≥ 1", got: String(cells) });
  }
  return cells;
}
