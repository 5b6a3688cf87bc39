/** @file Mode coverage: counted by hand, on perfect samples against their floors, and bad input. */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { classCoverage, modeCoverage, modeCoverageFloor, withinRadius } from "./mode-coverage.ts";
import { takeRows } from "./samples.ts";

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
const exact = { rtol: 1e-14, atol: 0 };
const square = {
  centres: [
    [0, 0],
    [4, 0],
    [0, 4],
    [4, 4],
  ],
  sigma: 0.5,
};
// within 1.5 of a centre: two at the first, one at the second, on the rim; two are nearest to the third but too far
const some = matrix([
  [0, 0.3],
  [1, 1],
  [4, 1.5],
  [0, 2.4],
  [-1, 5.2],
]);

test("counted by hand", () => {
  const found = modeCoverage(some, square);
  expect([found.modes, found.of, ...found.counts, ...found.nearest]).toEqual([2, 4, 2, 1, 0, 0, 2, 1, 2, 0]);
  expectClose([found.highQuality], [3 / 5], exact);
  // KL((2, 1, 2, 0)/5 ‖ ¼): ln 4 − H
  expectClose([found.reverseKl], [Math.log(4) + 0.8 * Math.log(0.4) + 0.2 * Math.log(0.2)], exact);
});

test("a mode may have to hold a share; those that are far may be left out; the radius is an option", () => {
  expect(modeCoverage(some, square, { share: 0.4 }).modes).toBe(1);
  const left = modeCoverage(some, square, { histogram: "high-quality" });
  expectClose([left.reverseKl], [Math.log(4) + (2 / 3) * Math.log(2 / 3) + (1 / 3) * Math.log(1 / 3)], exact);
  expectClose([modeCoverage(some, square, { within: 4 }).highQuality], [1], exact);
  const far = modeCoverage(matrix([[90, 90]]), square, { histogram: "high-quality" });
  expect([far.modes, far.highQuality, far.reverseKl]).toEqual([0, 0, Infinity]);
});

test("one mode alone is ln K from uniform", () => {
  expectClose([modeCoverage(matrix([[0, 0]]), square).reverseKl], [Math.log(4)], exact);
});

test("perfect samples score what the floors say, in any order", () => {
  const centres = Array.from({ length: 25 }, (_, i) => [2 * (i % 5) - 4, 2 * Math.floor(i / 5) - 4]);
  const n = 2500;
  const repeats = 40;
  const mean = { highQuality: 0, reverseKl: 0 };
  for (let trial = 0; trial < repeats; trial += 1) {
    const { normal, below } = randomSource({ seed: 9, stream: "grid", counter: trial });
    const points = Array.from({ length: n }, () => (centres[below(25)] as number[]).map((c) => c + 0.05 * normal()));
    const found = modeCoverage(matrix(points), { centres, sigma: 0.05 });
    expect(found.modes).toBe(25);
    mean.highQuality += found.highQuality / repeats;
    mean.reverseKl += found.reverseKl / repeats;
    if (trial > 0) continue;
    const order = permutation({ seed: 1, stream: "order", counter: 0 }, n);
    const again = modeCoverage(takeRows(matrix(points), order), { centres, sigma: 0.05 });
    expect(again).toEqual(found);
  }
  // 100,000 points within: standard error 3.3e-4; χ² of 24 degrees spreads by 29 %, the mean of 40 by 4.6 %
  expectClose([mean.highQuality], [withinRadius(2, 3)], { rtol: 0, atol: 1.4e-3 });
  expectClose([mean.reverseKl], [modeCoverageFloor(25, n).reverseKl], { rtol: 0.19, atol: 0 });
});

test.each([
  // from the tables of χ²: P(χ²_d ≤ 9), and erf
  [1, 3, 0.9973002039367398],
  [2, 3, 0.9888910034617577],
  [3, 3, 0.9707091134651118],
  [4, 3, 0.9389005190396673],
  [1, 1, 0.6826894921370859],
  [5, 0, 0],
  [1, 20, 1],
])("in %d dimensions %d σ hold %d", (dimensions, r, share) => {
  expectClose([withinRadius(dimensions, r)], [share], { rtol: 1e-12, atol: 1e-15 });
});

test("classes: how many, and how far from even or from the data's", () => {
  const found = classCoverage([3, 3, 0, 1], 5);
  expect([found.modes, found.of, ...found.counts]).toEqual([3, 5, 1, 1, 0, 2, 0]);
  expectClose([found.reverseKl], [Math.log(5) + 0.5 * Math.log(0.5) + 0.5 * Math.log(0.25)], exact);
  expectClose([classCoverage([3, 3, 0, 1], 5, [1, 1, 0, 2, 0]).reverseKl], [0], { rtol: 0, atol: 1e-15 });
  expect(classCoverage([2], 3, [1, 1, 0]).reverseKl).toBe(Infinity);
});

test("25,600 even samples of 1,000 classes hit all, and their reverse KL is the floor", () => {
  const { below } = randomSource({ seed: 2, stream: "stacked", counter: 0 });
  const found = classCoverage(
    Int32Array.from({ length: 25_600 }, () => below(1000)),
    1000,
  );
  const floor = modeCoverageFloor(1000, 25_600);
  expectClose([found.modes], [floor.modes], { rtol: 1e-9, atol: 0.01 });
  expectClose([found.reverseKl], [floor.reverseKl], { rtol: 0.2, atol: 0 }); // spreads by √(2/999) = 4.5 %, plus bias 1/(12·25.6)
  expectClose([modeCoverageFloor(1000, 700).modes], [503.6], { rtol: 1e-3, atol: 0 });
});

test("bad input", () => {
  expect(() => modeCoverage(matrix([]), square)).toThrow("modeCoverage.samples: expected at least one sample, got 0.");
  expect(() => modeCoverage(matrix([[1, Number.NaN]]), square)).toThrow(
    "modeCoverage.samples: expected finite numbers, got NaN",
  );
  expect(() => modeCoverage(matrix([[1, 2, 3]]), square)).toThrow(
    "modeCoverage.modes.centres: expected [?, 3], got [?, 2].",
  );
  expect(() => modeCoverage(some, { ...square, sigma: 0 })).toThrow(
    "modeCoverage.modes.sigma: expected a number > 0, got 0.",
  );
  expect(() => modeCoverage(some, { ...square, centres: [] })).toThrow(
    "modeCoverage.modes.centres: expected an integer ≥ 1, got 0.",
  );
  expect(() => modeCoverage(some, square, { share: 2 })).toThrow(
    "modeCoverage.share: expected a number in [0, 1], got 2.",
  );
  expect(() => classCoverage([5], 5)).toThrow("classCoverage.classes: expected an integer in [0, 4], got 5.");
  expect(() => classCoverage([], 5)).toThrow("classCoverage.classes: expected at least one sample, got 0.");
  expect(() => classCoverage([1], 5, [1])).toThrow("kullbackLeibler: expected 5 masses, got 1.");
});
