/** @file Matrices for tests of metrics: from lists of rows, at random, and in another order. */
import type { Matrix } from "../src/base/matrix.ts";
import { permutation, randomSource } from "../src/base/random.ts";

export const matrixOf = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});

/** Standard normals. */
export function normals(stream: string, rows: number, columns: number): Matrix {
  const { normal } = randomSource({ seed: 1, stream, counter: 0 });
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, normal) };
}

/** Each value changed by a function of its column. */
export const mapped = (matrix: Matrix, change: (value: number, column: number) => number): Matrix => ({
  ...matrix,
  values: Float64Array.from(matrix.values, (value, i) => change(value, i % matrix.columns)),
});

/** The rows at `indices`. */
export const picked = ({ columns, values }: Matrix, indices: ArrayLike<number>): Matrix => ({
  rows: indices.length,
  columns,
  values: Float64Array.from(
    { length: indices.length * columns },
    (_, i) => values[(indices[Math.floor(i / columns)] as number) * columns + (i % columns)] as number,
  ),
});

export const shuffledRows = (matrix: Matrix): Matrix =>
  picked(matrix, permutation({ seed: 5, stream: "shuffled", counter: 0 }, matrix.rows));
