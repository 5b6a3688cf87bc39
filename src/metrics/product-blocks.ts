/** @file Products of many rows with many, block by block: all of them at once would be N · M numbers. */
import type { Matrix } from "../base/matrix.ts";
import type { Worker } from "./work.ts";

/** Rows a block: 8 MB of products, which cost some milliseconds. */
const SIDE = 1024;

export interface ProductBlock {
  /** The first row of a, and the first of b, in this block. */
  readonly row: number;
  readonly column: number;
  /** Products of its rows: `[rows of a, rows of b]`. */
  readonly products: Matrix;
}

/** Rows start … end − 1, as a view. */
export function rowsBetween({ rows, columns, values }: Matrix, start: number, end: number): Matrix {
  const last = Math.min(rows, end);
  return { rows: last - start, columns, values: values.subarray(start * columns, last * columns) };
}

/**
 * Products of rows of a with rows of b, block by block.
 * @param worker is told of a · b numbers
 * @param which `all`, each product once; `upper`, of a set with itself: blocks on the diagonal and right of it, as the
 *   others are their mirrors
 */
export async function* productBlocks(
  a: Matrix,
  b: Matrix,
  worker: Worker,
  which: "all" | "upper" = "all",
): AsyncGenerator<ProductBlock> {
  for (let row = 0; row < a.rows; row += SIDE) {
    for (let column = which === "all" ? 0 : row; column < b.rows; column += SIDE) {
      const left = rowsBetween(a, row, row + SIDE);
      const right = rowsBetween(b, column, column + SIDE);
      yield { row, column, products: await worker.products(left, right) };
      worker.did(left.rows * right.rows * (which === "all" || row === column ? 1 : 2));
      await worker.pause();
    }
  }
}
