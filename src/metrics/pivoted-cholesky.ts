/**
 * @file Σ = FᵀF for a positive semi-definite Σ, with no more rows than Σ has rank.
 *
 * Cholesky's factorisation which takes the dimension with the largest remaining variance next, and ends when what
 * remains of each is rounding error. Higham, "Analysis of the Cholesky decomposition of a semi-definite matrix", 1990.
 *
 * A feature's remainder counts as rounding error relative to its own variance, so units do not matter: a feature that
 * is small beside the others is kept, one that is a sum of others is not. Rows come in the order of their size.
 *
 * Own code: no package was found that does this on float64 arrays of 2,048² in seconds.
 */
import type { Matrix } from "../base/matrix.ts";

/** A factorisation on its way. Rows hold the remaining dimensions in the order `order`. */
interface Progress {
  readonly size: number;
  readonly values: Matrix["values"];
  readonly order: Uint32Array;
  readonly remaining: Float64Array;
  readonly smallest: Float64Array;
  readonly rows: Float64Array[];
}

/** @param covariance symmetric, positive semi-definite, `[d, d]` @returns F, `[rank, d]` */
export function pivotedCholesky({ rows: size, values }: Matrix): Matrix {
  const remaining = Float64Array.from({ length: size }, (_, i) => values[i * size + i] as number);
  const smallest = remaining.map((variance) => variance * 4 * Math.max(size, 16) * Number.EPSILON);
  const order = Uint32Array.from(remaining.keys());
  const progress: Progress = { size, values, order, remaining, smallest, rows: [] };
  while (progress.rows.length < size) {
    const pivot = largestRemaining(progress);
    if (pivot < 0) break;
    swap(progress, progress.rows.length, pivot);
    progress.rows.push(nextRow(progress));
  }
  return inFirstOrder(progress);
}

/** @returns its place in `order`; −1 when nothing but rounding error remains */
function largestRemaining({ size, remaining, smallest, rows }: Progress): number {
  let [best, largest] = [-1, 0];
  for (let j = rows.length; j < size; j += 1) {
    const variance = remaining[j] as number;
    if (variance > (smallest[j] as number) && variance > largest) [best, largest] = [j, variance];
  }
  return best;
}

function swap({ order, remaining, smallest, rows }: Progress, a: number, b: number): void {
  for (const list of [order, remaining, smallest, ...rows]) {
    const kept = list[a] as number;
    list[a] = list[b] as number;
    list[b] = kept;
  }
}

/** Row k: f_kj = (σ_kj − Σ_{i<k} f_ik f_ij) / f_kk. */
function nextRow({ size, values, order, remaining, rows }: Progress): Float64Array {
  const k = rows.length;
  const row = new Float64Array(size);
  const start = (order[k] as number) * size;
  for (let j = k; j < size; j += 1) row[j] = values[start + (order[j] as number)] as number;
  takeOff(row, rows);

  const diagonal = Math.sqrt(remaining[k] as number);
  row[k] = diagonal;
  for (let j = k + 1; j < size; j += 1) {
    const value = (row[j] as number) / diagonal;
    row[j] = value;
    remaining[j] = (remaining[j] as number) - value * value;
  }
  return row;
}

/** row −= Σ_i f_ik f_i, from place k = rows.length on; two rows at a time, for `row` is read and written each time. */
function takeOff(row: Float64Array, rows: readonly Float64Array[]): void {
  const k = rows.length;
  let i = k % 2;
  if (i === 1) {
    const first = rows[0] as Float64Array;
    const factor = first[k] as number;
    for (let j = k; j < row.length; j += 1) row[j] = (row[j] as number) - factor * (first[j] as number);
  }
  for (; i < k; i += 2) {
    const [a, b] = [rows[i] as Float64Array, rows[i + 1] as Float64Array];
    const [factorA, factorB] = [a[k] as number, b[k] as number];
    for (let j = k; j < row.length; j += 1) {
      row[j] = (row[j] as number) - factorA * (a[j] as number) - factorB * (b[j] as number);
    }
  }
}

/** Brings the columns back where they were; left of the diagonal they are 0. */
function inFirstOrder({ size, order, rows }: Progress): Matrix {
  const values = new Float64Array(rows.length * size);
  rows.forEach((row, k) => {
    for (let j = k; j < size; j += 1) values[k * size + (order[j] as number)] = row[j] as number;
  });
  return { rows: rows.length, columns: size, values };
}
