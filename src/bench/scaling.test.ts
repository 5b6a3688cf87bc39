/** @file Fits against laws that the numbers were made from, and against numpy's least squares. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { leastSquares, nonNegativeLeastSquares } from "./least-squares.ts";
import { bentLaw, exponents, unitCosts } from "./scaling.ts";

const tight = { rtol: 1e-9, atol: 1e-9 };

describe("least squares", () => {
  const rows = [
    [1, 2],
    [3, 1],
    [2, 2],
    [0, 1],
  ];

  test("agrees with numpy.linalg.lstsq, which gives 1.20338983 and 1.01694915", () =>
    expectClose(leastSquares(rows, [3, 5, 4, 2]) ?? [], [71 / 59, 60 / 59], tight));

  test("says so where columns are the same", () =>
    expect(
      leastSquares(
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        [1, 2, 4],
      ),
    ).toBeNull());

  test("with x ≥ 0: an unknown that would be negative is 0", () => {
    const y = [-1, 5, 1, -2]; // numpy.linalg.lstsq: 2.25423729, -1.72881356
    expectClose(leastSquares(rows, y) ?? [], [133 / 59, -102 / 59], tight);
    expectClose(nonNegativeLeastSquares(rows, y), [(-1 + 15 + 2) / 14, 0], tight);
    expectClose(nonNegativeLeastSquares(rows, [3, 5, 4, 2]), [71 / 59, 60 / 59], tight);
    expect(nonNegativeLeastSquares(rows, [-1, -1, -1, -1])).toEqual([0, 0]);
  });
});

describe("exponents", () => {
  test("of a power are that power, between uneven neighbours too", () =>
    expectClose(exponents([1, 2, 3, 8].map((x) => ({ x, y: 5 * x ** 1.7 }))), [1.7, 1.7, 1.7], tight));

  test("a law with a bend is found: both exponents, where, and how high", () => {
    const points = [1, 2, 4, 8, 16, 32, 64].map((x) => ({ x, y: x < 8 ? 3 * (x / 8) ** 0.2 : 3 * (x / 8) ** 1.1 }));
    const law = bentLaw(points);
    // the bend is looked for at 201 places between 2 and 32, of which 8 is not one
    expectClose([law?.before ?? 0, law?.after ?? 0], [0.2, 1.1], { rtol: 0.01, atol: 0 });
    expectClose([law?.bend ?? 0, law?.at ?? 0], [8, 3], { rtol: 0.01, atol: 0 });
    expect(law?.error).toBeLessThan(0.005);
  });

  test("three points have no bend", () => expect(bentLaw([1, 2, 3].map((x) => ({ x, y: x })))).toBeNull());
});

test("unit costs: what the samples were made from, and how far each is off", () => {
  const made = [
    { gflop: 1, nodes: 100 },
    { gflop: 10, nodes: 200 },
    { gflop: 5, nodes: 1000 },
    { gflop: 20, nodes: 50 },
  ];
  const samples = made.map((amounts) => ({ amounts, cost: 7 * amounts.gflop + 0.01 * amounts.nodes }));
  const { units, residuals } = unitCosts(samples);
  expectClose([units.gflop ?? 0, units.nodes ?? 0], [7, 0.01], tight);
  expectClose(residuals, [0, 0, 0, 0], tight);
  const off = unitCosts([...samples, { amounts: { gflop: 10, nodes: 200 }, cost: 144 }]);
  expect(off.residuals.at(-1)).toBeLessThan(-0.3);
});
