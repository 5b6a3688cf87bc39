/** @file How often a classifier is right. */
import type { Matrix } from "../base/matrix.ts";

/** The class of each row's largest probability; of equal ones the first. @param probabilities `[N, K]` */
export function classesOf({ rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < columns; k += 1) {
      if ((values[row * columns + k] as number) > (values[row * columns + best] as number)) best = k;
    }
    return best;
  });
}

/** The share of rows whose class is their label. @param labels one a row @returns in [0, 1] */
export function accuracyOf(probabilities: Matrix, labels: ArrayLike<number>): number {
  const right = classesOf(probabilities).reduce((count, found, i) => count + (found === labels[i] ? 1 : 0), 0);
  return right / probabilities.rows;
}
