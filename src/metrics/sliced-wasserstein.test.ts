/** @file Sliced Wasserstein distance: POT's answers, closed forms of shifts, the climb to the largest, floors, bad input. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { sampleFloor } from "./noise-floor.ts";
import { takeRows } from "./samples.ts";
import { slicedWasserstein, slicedWassersteinFloor } from "./sliced-wasserstein.ts";

type Rows = readonly (readonly number[])[];
interface Golden {
  readonly points: { readonly X: Rows; readonly Y: Rows };
  readonly sliced: {
    readonly directions_columns: Rows;
    readonly per_dir_w2_sq: readonly number[];
    readonly sliced_w2_pot: number;
    readonly max_sliced: number;
  };
}

const { points, sliced } = readGolden<Golden>(import.meta.url, "transport");
const matrix = (rows: Rows): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
const drawn = (n: number, d: number, stream: string): Matrix => {
  const { normal } = randomSource({ seed: 4, stream, counter: 0 });
  return { rows: n, columns: d, values: Float64Array.from({ length: n * d }, normal) };
};
const [x, y] = [matrix(points.X), matrix(points.Y)];
const columns = sliced.directions_columns;
const directions = matrix((columns[0] ?? []).map((_, i) => columns.map((row) => row[i] as number)));

test("along given directions", () => {
  const found = slicedWasserstein(x, y, { directions });
  const tolerance = { rtol: 1e-12, atol: 0 };
  expectClose(
    found.along.map((w) => w * w),
    sliced.per_dir_w2_sq,
    tolerance,
  );
  expectClose([found.distance, found.max], [sliced.sliced_w2_pot, sliced.max_sliced], tolerance);
  expectClose(found.direction, [1, 0], tolerance);
});

test("directions of any length are made unit vectors", () => {
  const longer = { ...directions, values: directions.values.map((value, i) => value * (1 + Math.floor(i / 2))) };
  expectClose(slicedWasserstein(x, y, { directions: longer }).along, slicedWasserstein(x, y, { directions }).along, {
    rtol: 1e-14,
    atol: 0,
  });
});

test("a shift by δ: |θ·δ| along θ, |δ|²/d on average, |δ| at most, which the climb reaches", () => {
  const set = drawn(40, 3, "set");
  const delta = [3, -4, 12]; // of length 13
  const moved = { ...set, values: set.values.map((value, i) => value + (delta[i % 3] as number)) };
  for (const order of [1, 2]) {
    const found = slicedWasserstein(set, moved, { order, count: 4000, refinements: 1 });
    expectClose([found.max], [13], { rtol: 1e-12, atol: 0 });
    expectClose(found.direction.map(Math.abs), [3 / 13, 4 / 13, 12 / 13], { rtol: 1e-10, atol: 0 });
    // E|θ₁| = ½ and E θ₁² = ⅓ on the sphere; the mean of 4,000 directions is within 4 standard errors
    const expected = order === 1 ? 13 / 2 : 13 / Math.sqrt(3);
    expectClose([found.distance], [expected], { rtol: order === 1 ? 0.037 : 0.029, atol: 0 });
  }
});

test("the climb finds the one direction of a hundred that differs, which drawn directions miss", () => {
  const [a, b] = [drawn(400, 100, "a"), drawn(300, 100, "b")];
  for (let i = 0; i < b.rows; i += 1) b.values[i * 100 + 7] = (b.values[i * 100 + 7] as number) + 4;
  const found = slicedWasserstein(a, b, { refinements: 10 });
  expect(found.max).toBeGreaterThan(3.9);
  expect(Math.abs(found.direction[7] as number)).toBeGreaterThan(0.95);
  expect(found.along.every((w) => w < 2.5)).toBe(true);
});

test("equal sets are 0 apart, order does not matter, one seed gives one value", () => {
  const [a, b] = [drawn(50, 4, "a"), drawn(30, 4, "b")];
  const shuffled = takeRows(a, permutation({ seed: 2, stream: "order", counter: 0 }, 50));
  expectClose([slicedWasserstein(a, shuffled).distance], [0], { rtol: 0, atol: 0 });
  expectClose([slicedWasserstein(shuffled, b).distance], [slicedWasserstein(a, b).distance], { rtol: 1e-14, atol: 0 });
  expectClose([slicedWasserstein(b, a).distance], [slicedWasserstein(a, b).distance], { rtol: 1e-13, atol: 0 });
  expect(slicedWasserstein(a, b, { seed: 1 }).distance).not.toBe(slicedWasserstein(a, b, { seed: 2 }).distance);
});

test("the floor of SW₁ by formula and by trial", async () => {
  const data = drawn(4000, 5, "data");
  const trial = await sampleFloor((a, b) => slicedWasserstein(a, b, { order: 1, count: 32 }).distance, data, {
    n: 300,
    m: 500,
  });
  expectClose([slicedWassersteinFloor(data, 300, 500, { count: 32 })], [trial.mean], { rtol: 0.07, atol: 0 });
  expectClose([trial.std], [0], { rtol: 0, atol: 0.3 * trial.mean });
});

test("bad input", () => {
  expect(() => slicedWasserstein(x, matrix([[1, 2, 3]]))).toThrow(
    "slicedWasserstein: expected samples of 2 numbers in both sets",
  );
  expect(() => slicedWasserstein(x, matrix([[1, Number.NaN]]))).toThrow(
    "slicedWasserstein: expected finite numbers, got NaN",
  );
  expect(() => slicedWasserstein({ ...x, rows: 0 }, y)).toThrow("expected at least one sample, got 0.");
  expect(() => slicedWasserstein(x, y, { order: 0 })).toThrow("slicedWasserstein.order: expected a number ≥ 1, got 0.");
  expect(() => slicedWasserstein(x, y, { count: 0 })).toThrow(
    "slicedWasserstein.count: expected an integer ≥ 1, got 0.",
  );
  expect(() => slicedWasserstein(x, y, { directions: matrix([[0, 0]]) })).toThrow(
    "expected a length > 0, got 0 in row 0.",
  );
  expect(() => slicedWasserstein(x, y, { directions: matrix([[1]]) })).toThrow(
    "directions: expected [?, 2], got [?, 1].",
  );
  expectClose([slicedWasserstein(matrix([[0, 0]]), matrix([[3, 4]]), { directions: matrix([[3, 4]]) }).distance], [5], {
    rtol: 1e-14,
  });
});
