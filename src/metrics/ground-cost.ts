/** @file What it costs to move one sample to another: the distances that optimal transport is about. */
import type { Matrix } from "../base/matrix.ts";
import { checkPair } from "./samples.ts";

/** Euclid's distance, or its square: the costs of W₁ and of W₂². */
export type GroundCost = "euclidean" | "squared-euclidean";

/**
 * Each pair's cost, from the differences themselves: equal samples are exactly 0 apart.
 * @param x `[n, d]` @param y `[m, d]` @returns `[n, m]`, row-major float64 @throws E705, E706, E707
 */
export function groundCost(x: Matrix, y: Matrix, kind: GroundCost): Matrix {
  checkPair("groundCost", x, y);
  const values = new Float64Array(x.rows * y.rows);
  for (let i = 0; i < x.rows; i += 1) {
    for (let j = 0; j < y.rows; j += 1) {
      const squared = squaredDistance(x, i, y, j);
      values[i * y.rows + j] = kind === "euclidean" ? Math.sqrt(squared) : squared;
    }
  }
  return { rows: x.rows, columns: y.rows, values };
}

/** Between row i of one set and row j of the other, which have as many columns. */
export function squaredDistance(x: Matrix, i: number, y: Matrix, j: number): number {
  const { columns } = x;
  let squared = 0;
  for (let k = 0; k < columns; k += 1) {
    const difference = (x.values[i * columns + k] as number) - (y.values[j * columns + k] as number);
    squared += difference * difference;
  }
  return squared;
}
