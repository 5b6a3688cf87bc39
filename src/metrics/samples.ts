/** @file Sets of samples, checked at the door: enough of them, finite, and of one dimension. */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";

/**
 * @param where what is named in an error @param samples one a row @param atLeast how many are needed
 * @throws E112 where the values do not fill the matrix, E705 for too few, E707 for values that are not finite
 */
export function checkSamples(where: string, { rows, columns, values }: Matrix, atLeast = 1): void {
  if (rows < atLeast) throw new GantryError("E705", { where, expected: atLeast, got: rows });
  if (values.length !== rows * columns) {
    const expected = `${rows * columns} values for [${rows}, ${columns}]`;
    throw new GantryError("E112", { where, expected, got: String(values.length) });
  }
  checkFinite(where, values, columns);
}

/** Two sets that are compared. @throws E112, E705, E706 for different dimensions, E707 */
export function checkPair(where: string, a: Matrix, b: Matrix, atLeast = 1): void {
  if (a.columns !== b.columns) throw new GantryError("E706", { where, expected: a.columns, got: b.columns });
  checkSamples(where, a, atLeast);
  checkSamples(where, b, atLeast);
}

/** @param columns values a sample: what an error names a place by @throws E707 */
export function checkFinite(where: string, values: ArrayLike<number>, columns = 1): void {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isFinite(value)) continue;
    throw new GantryError("E707", {
      where,
      sample: Math.floor(i / columns),
      column: i % columns,
      got: String(value),
    });
  }
}

/** Row `index` as a view. */
export const rowOf = ({ columns, values }: Matrix, index: number): Float32Array | Float64Array =>
  values.subarray(index * columns, (index + 1) * columns);

/** The rows at `indices`, copied. */
export function takeRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const { columns } = matrix;
  const values = new Float64Array(indices.length * columns);
  for (let i = 0; i < indices.length; i += 1) values.set(rowOf(matrix, indices[i] as number), i * columns);
  return { rows: indices.length, columns, values };
}
