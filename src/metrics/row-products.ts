/**
 * @file a · bᵀ in plain loops: what runs everywhere and is the witness of a runtime's own products.
 *
 * A row of a against four of b at a time, so four sums grow side by side. They run over the
 * columns from the first to the last, so equal rows give equal bits wherever they stand.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix, RowProducts } from "../base/matrix.ts";

/** Rows of b that stay in the processor's cache while all of a passes. */
const BLOCK = 64;

/** @param a `[n, d]` @param b `[m, d]` @returns `[n, m]`, float64 @throws E111 for rows of different lengths */
export const rowProducts: RowProducts = async (a, b) => {
  if (a.columns !== b.columns) {
    const shape = ({ rows, columns }: Matrix): readonly number[] => [rows, columns];
    throw new GantryError("E111", { where: "rowProducts", left: shape(a), right: shape(b) });
  }
  const values = new Float64Array(a.rows * b.rows);
  for (let start = 0; start < b.rows; start += BLOCK) {
    const end = Math.min(b.rows, start + BLOCK);
    for (let i = 0; i < a.rows; i += 1) productsOfRow(a, i, b, [start, end], values);
  }
  return { rows: a.rows, columns: b.rows, values };
};

/** One row of a against some rows of b, four of them at a time. */
function productsOfRow(
  a: Matrix,
  i: number,
  b: Matrix,
  [start, end]: readonly [number, number],
  out: Float64Array,
): void {
  const d = a.columns;
  const row = a.values.subarray(i * d, (i + 1) * d);
  let j = start;
  for (; j + 4 <= end; j += 4) {
    const [first, second, third, fourth] = [j * d, (j + 1) * d, (j + 2) * d, (j + 3) * d];
    let [p, q, r, s] = [0, 0, 0, 0];
    for (let c = 0; c < d; c += 1) {
      const x = row[c] as number;
      p += x * (b.values[first + c] as number);
      q += x * (b.values[second + c] as number);
      r += x * (b.values[third + c] as number);
      s += x * (b.values[fourth + c] as number);
    }
    const at = i * b.rows + j;
    out[at] = p;
    out[at + 1] = q;
    out[at + 2] = r;
    out[at + 3] = s;
  }
  for (; j < end; j += 1) {
    let sum = 0;
    for (let c = 0; c < d; c += 1) sum += (row[c] as number) * (b.values[j * d + c] as number);
    out[i * b.rows + j] = sum;
  }
}
