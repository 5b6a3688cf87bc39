import { afterAll, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { randomSource } from "../base/random.ts";
import { nodeRowProducts } from "./row-products.node.ts";

const session = await nodeRowProducts({ threads: 1 });
afterAll(() => session.release());

function randomMatrix(stream: string, rows: number, columns: number): Matrix {
  const { normal } = randomSource({ seed: 1, stream, counter: 0 });
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, normal) };
}

/** One product at a time: what both ways of computing must give. */
function plain(a: Matrix, b: Matrix): number[] {
  const dot = (i: number, j: number): number =>
    Array.from(a.values.subarray(i * a.columns, (i + 1) * a.columns)).reduce(
      (sum, value, c) => sum + value * (b.values[j * b.columns + c] as number),
      0,
    );
  return Array.from({ length: a.rows * b.rows }, (_, at) => dot(Math.floor(at / b.rows), at % b.rows));
}

test.each([
  [1, 1, 1],
  [3, 7, 5],
  [70, 66, 129],
])("%d rows with %d, of %d columns, one session for all", async (n, m, d) => {
  const [a, b] = [randomMatrix("a", n, d), randomMatrix("b", m, d)];
  const { rows, columns, values } = await session.products(a, b);
  expect([rows, columns]).toEqual([n, m]);
  expectClose(values, plain(a, b), { rtol: 0, atol: 1e-13 });
});

test("float32 and float64 go together, and are added up in float64", async () => {
  const a: Matrix = { rows: 1, columns: 3, values: Float32Array.of(1, 2 ** 30, 1) };
  const b: Matrix = { rows: 1, columns: 3, values: Float64Array.of(1, 2 ** 20, 2 ** -2) };
  expectClose((await session.products(a, b)).values, [2 ** 50 + 1.25], { rtol: 0, atol: 0 });
});

test("a view of rows is read where it stands", async () => {
  const values = Float64Array.of(9, 9, 1, 2, 3, 4);
  const view: Matrix = { rows: 2, columns: 2, values: values.subarray(2) };
  expectClose((await session.products(view, view)).values, [5, 11, 11, 25], { rtol: 0, atol: 0 });
});

test("no rows give no products", async () => {
  const none: Matrix = { rows: 0, columns: 4, values: new Float64Array(0) };
  expect(await session.products(none, randomMatrix("b", 2, 4))).toEqual({ rows: 0, columns: 2, values: none.values });
});

test("rows of different lengths", async () => {
  await expect(session.products(randomMatrix("a", 2, 3), randomMatrix("b", 2, 4))).rejects.toThrow(
    "rowProducts: shapes [2, 3] and [2, 4] do not fit together.",
  );
});
