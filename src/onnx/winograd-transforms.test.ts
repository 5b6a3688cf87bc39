/** @file The matrices filter: against the definition, for every tile that is used, and the published F(2, 3). */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { kron, type Matrix, MOST_SLOTS, transformsOf, transposed } from "./winograd-transforms.ts";

const times = (rows: Matrix, x: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, value, i) => sum + value * (x[i] as number), 0));

const tiles = [2, 3].flatMap((r) =>
  Array.from({ length: MOST_SLOTS - r + 1 }, (_, i) => [i + 1, r] as const).filter(([m]) => m > 1),
);

test.each(tiles)("F(%d, %d) filters", (m, r) => {
  const { A, B, G } = transformsOf(m, r);
  const [q, w] = [m + r - 1, r].map((n, shift) => Array.from({ length: n }, (_, i) => Math.sin(3 * i + shift + 1)));
  const products = times(G, w as number[]).map((g, i) => g * (times(B, q as number[])[i] as number));
  const want = Array.from({ length: m }, (_, h) =>
    (w as number[]).reduce((sum, tap, j) => sum + tap * ((q as number[])[h + j] as number), 0),
  );
  expectClose(times(transposed(A), products), want, { rtol: 0, atol: 1e-13 });
});

test("F(2, 3) at 0, 1, −1 and ∞ is that of Lavin and Gray, but for the signs of products", () => {
  const { A, B, G } = transformsOf(2, 3);
  expect(B).toEqual([
    [-1, 0, 1, 0],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [0, -1, 0, 1],
  ]);
  expect(G.map((row) => row.map((value) => 2 * value))).toEqual([
    [-2, -0, -0],
    [1, 1, 1],
    [1, -1, 1],
    [0, 0, 2],
  ]);
  expect(transposed(A)).toEqual([
    [1, 1, 1, 0],
    [0, 1, -1, 1],
  ]);
});

test("the product of two directions", () => {
  expect(kron([[1, 2]], [[3], [4]])).toEqual([
    [3, 6],
    [4, 8],
  ]);
});
