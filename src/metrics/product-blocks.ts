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
 * All products of rows of a with rows of b, each once; all blocks of the same rows of a follow one another.
 * @param worker is told of a · b numbers
 */
export async function* productBlocks(a: Matrix, b: Matrix, worker: Worker): AsyncGenerator<ProductBlock> {
  for (let row = 0; row < a.rows; row += SIDE) {
    for (let column = 0; column < b.rows; column += SIDE) {
      const left = rowsBetween(a, row, row + SIDE);
      const right = rowsBetween(b, column, column + SIDE);
      yield { row, column, products: await worker.products(left, right) };
      worker.did(left.rows * right.rows);
      await worker.pause();
    }
  }
}
