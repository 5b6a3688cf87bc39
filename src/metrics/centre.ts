/** @file Means of columns, and rows with a point taken off: what covariances and distances begin with. */
import type { Matrix } from "../base/matrix.ts";

/** @returns `[columns]` */
export function meanOfRows({ rows, columns, values }: Matrix): Float64Array {
  const mean = new Float64Array(columns);
  for (let i = 0; i < rows; i += 1) {
    for (let c = 0; c < columns; c += 1) mean[c] = (mean[c] as number) + (values[i * columns + c] as number);
  }
  return mean.map((sum) => sum / rows);
}

/** A copy with `point` (`[columns]`) taken off each row. */
export function rowsAround({ rows, columns, values }: Matrix, point: Float64Array): Matrix {
  const centred = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    const start = i * columns;
    for (let c = 0; c < columns; c += 1) centred[start + c] = (values[start + c] as number) - (point[c] as number);
  }
  return { rows, columns, values: centred };
}

/** `[n, d]` → `[d, n]` */
export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let c = 0; c < columns; c += 1) turned[c * rows + i] = values[i * columns + c] as number;
  }
  return { rows: columns, columns: rows, values: turned };
}
