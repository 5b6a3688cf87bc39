/**
 * @file One order for the rows of a set, whatever order they came in: what draws subsets draws them from this one, so
 * its answer follows from the set and the seed alone.
 */
import type { Matrix } from "../base/matrix.ts";
import { rowOf } from "./samples.ts";

/** @returns indices of the rows, sorted by their values: the first column decides, then the second, … */
export function canonicalOrder(matrix: Matrix): Uint32Array {
  const rows = Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i));
  return Uint32Array.from(rows.keys()).sort((i, j) => compared(rows[i] as Row, rows[j] as Row));
}

type Row = Float32Array | Float64Array;

function compared(a: Row, b: Row): number {
  for (let c = 0; c < a.length; c += 1) {
    const difference = (a[c] as number) - (b[c] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
