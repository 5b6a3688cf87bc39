import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { matrixOf, normals } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { transposed } from "./centre.ts";
import { pivotedCholesky } from "./pivoted-cholesky.ts";
import { rowProducts } from "./row-products.ts";

/** AᵀA of a random A with `rows` rows: of that rank. */
async function semiDefinite(rows: number, columns: number): Promise<Matrix> {
  const turned = transposed(normals("factor", rows, columns));
  return rowProducts(turned, turned);
}

const product = async (factor: Matrix): Promise<Matrix> => {
  const turned = transposed(factor);
  return rowProducts(turned, turned);
};

test.each([
  [30, 12, 12],
  [5, 12, 5],
  [1, 12, 1],
])("AᵀA of %d rows and %d columns has rank %d, and is its factor's square", async (rows, columns, rank) => {
  const matrix = await semiDefinite(rows, columns);
  const factor = pivotedCholesky(matrix);
  expect([factor.rows, factor.columns]).toEqual([rank, columns]);
  expectClose((await product(factor)).values, matrix.values, { rtol: 1e-13, atol: 1e-13 });
});

test("zeros have no rank", () => {
  expect(
    pivotedCholesky(
      matrixOf([
        [0, 0],
        [0, 0],
      ]),
    ).rows,
  ).toBe(0);
});

test("a feature in small units counts, a sum of others does not", async () => {
  // x, y of variance 1, z = x + y, t of variance 1e−20
  const matrix = matrixOf([
    [1, 0, 1, 0],
    [0, 1, 1, 0],
    [1, 1, 2, 0],
    [0, 0, 0, 1e-20],
  ]);
  const factor = pivotedCholesky(matrix);
  expect(factor.rows).toBe(3);
  expectClose((await product(factor)).values, matrix.values, { rtol: 1e-14, atol: 1e-15 });
});
