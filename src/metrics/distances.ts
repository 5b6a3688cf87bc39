/**
 * @file Squared distances between many rows and many, from products, and exact where it matters.
 *
 *   |x − y|² = |x|² + |y|² − 2 x·y
 *
 * loses digits where x and y are close to one another and far from 0. So a point in the midst of them is taken off
 * first, and whoever compares a distance with something looks at `doubt`: the result is off by no more than that share
 * of |x|² + |y|². Within it, `exactly` decides. It adds up squared differences, always in the same order, which gives 0
 * for equal rows, and the same bits for x, y as for y, x.
 */
import type { Matrix } from "../base/matrix.ts";
import { rowsAround } from "./centre.ts";
import { type ProductBlock, productBlocks } from "./product-blocks.ts";
import type { Worker } from "./work.ts";

/** Rows that distances are taken between. */
export interface Points {
  /** As they were given: `[n, d]`. */
  readonly given: Matrix;
  /** Around the shared point, float64. */
  readonly centred: Matrix;
  /** |x|² of each centred row. */
  readonly norms: Float64Array;
}

/** @param centre `[d]`, the same for all that are compared */
export function pointsOf(given: Matrix, centre: Float64Array): Points {
  const centred = rowsAround(given, centre);
  const norms = new Float64Array(given.rows);
  for (let i = 0; i < centred.values.length; i += 1) {
    const row = Math.floor(i / given.columns);
    norms[row] = (norms[row] as number) + (centred.values[i] as number) ** 2;
  }
  return { given, centred, norms };
}

/**
 * By how much a distance from products is off at most, as a share of |x|² + |y|².
 *
 * A sum of d products has an error of d·u·|x||y|, u = 2⁻⁵³, as have both norms: 2d·u. Centring, rounding each number once,
 * and the two additions add a few u.
 */
export const doubtOf = ({ given }: Points): number => (2 * given.columns + 16) * 2 ** -53;

/** Squared distances of some rows of one set from some rows of another: `[rows of a, rows of b]`. */
export interface DistanceBlock extends Omit<ProductBlock, "products"> {
  readonly squared: Matrix;
}

/** Distances of less than this many doubts are computed exactly: all others are right to five digits. */
const CLOSE = 2 ** 17;

/** As `productBlocks`. Rows that are close to one another have their exact distance: equal ones are 0 apart. */
export async function* distanceBlocks(
  a: Points,
  b: Points,
  worker: Worker,
  which: "all" | "upper" = "all",
): AsyncGenerator<DistanceBlock> {
  const close = CLOSE * doubtOf(a);
  for await (const { row, column, products } of productBlocks(a.centred, b.centred, worker, which)) {
    const { rows, columns, values } = products;
    for (let i = 0; i < rows; i += 1) {
      const normA = a.norms[row + i] as number;
      for (let j = 0; j < columns; j += 1) {
        const norms = normA + (b.norms[column + j] as number);
        const squared = norms - 2 * (values[i * columns + j] as number);
        values[i * columns + j] = squared > close * norms ? squared : exactly(a, row + i, b, column + j);
      }
    }
    yield { row, column, squared: products };
  }
}

/** |x − y|² of row i of a and row j of b, by their differences. */
export function exactly(a: Points, i: number, b: Points, j: number): number {
  const { columns, values: left } = a.given;
  const right = b.given.values;
  let sum = 0;
  for (let c = 0; c < columns; c += 1) {
    sum += ((left[i * columns + c] as number) - (right[j * columns + c] as number)) ** 2;
  }
  return sum;
}
