import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { arrayDataset } from "./arrays.ts";

test("points are read as they are", () => {
  const set = arrayDataset({ points: Float32Array.of(0, 1, 2, 3, 40, 50), dimensions: 2 });
  expect([set.kind, set.name, set.count, set.shape]).toEqual(["points", "points", 3, [2]]);
  const out = new Float32Array(4);
  set.read([2, 0], out);
  expectClose(out, [40, 50, 0, 1], { rtol: 0, atol: 0 });
});

test("bytes become floats in [-1, 1], floats stay", () => {
  const shape = [1, 8, 8] as const;
  const bytes = Uint8Array.from({ length: 128 }, (_, i) => (i < 64 ? 0 : 255));
  const out = new Float32Array(64);
  arrayDataset({ images: bytes, shape, name: "blocks" }).read([1], out);
  expectClose(out, new Float32Array(64).fill(1), { rtol: 0, atol: 0 });
  arrayDataset({ images: Float32Array.from({ length: 128 }, (_, i) => i / 128), shape }).read([1], out);
  expectClose(
    out,
    Array.from({ length: 64 }, (_, i) => (64 + i) / 128),
    { rtol: 0, atol: 0 },
  );
});

test("labels name their classes, and the fingerprint follows the values", () => {
  const points = Float32Array.of(0, 1, 2);
  const set = arrayDataset({ points, dimensions: 1, labels: Int32Array.of(0, 2, 1) });
  expect(set.classes).toEqual(["0", "1", "2"]);
  expect(arrayDataset({ points: points.slice(), dimensions: 1 }).fingerprint).toBe(set.fingerprint);
  expect(arrayDataset({ points: Float32Array.of(0, 1, 3), dimensions: 1 }).fingerprint).not.toBe(set.fingerprint);
});

test("attributes are kept in their own units, with their ranges, and are part of the fingerprint", () => {
  const points = Float32Array.of(0, 1, 2);
  const of = (...values: number[]) =>
    arrayDataset({ points, dimensions: 1, attributes: { names: ["a", "b"], values: Float32Array.from(values) } });
  expect(of(5, 0, 7, 1, 9, 1).attributes).toEqual({
    columns: [
      { name: "a", min: 5, max: 9, mean: 7, binary: false },
      { name: "b", min: 0, max: 1, mean: 2 / 3, binary: true },
    ],
    values: Float32Array.of(5, 0, 7, 1, 9, 1),
  });
  expect(of(5, 0, 7, 1, 9, 1).fingerprint).not.toBe(of(5, 0, 7, 1, 9, 0).fingerprint);
  expect(of(5, 0, 7, 1, 9, 1).fingerprint).not.toBe(arrayDataset({ points, dimensions: 1 }).fingerprint);
});

test.each([
  [["a"], [1, 2, 3], "data.attributes.values: expected 2 numbers, 1 an item, got 3."],
  [[], [], "data.attributes.names: expected names that differ, one at least, got []."],
  [["a", "a"], [1, 2, 3, 4], "data.attributes.names: expected names that differ, one at least, got [a, a]."],
  [["a"], [1, Number.NaN], "data.attributes.values[1]: expected a finite number, got NaN."],
  [["a"], [4, 4], "data.attributes.a: expected numbers that differ, got 4 for each item."],
])("refuses attributes that are none: %#", (names, values, sentence) => {
  const attributes = { names, values: Float32Array.from(values) };
  expect(() => arrayDataset({ points: Float32Array.of(0, 1), dimensions: 1, attributes })).toThrow(sentence);
});

const shape = [1, 8, 8] as const;
test.each([
  [
    { points: Float32Array.of(1, 2, 3), dimensions: 2 },
    "data.points: expected a multiple of 2 values, for items of shape [2], got 3.",
  ],
  [{ points: Float32Array.of(1, Number.NaN), dimensions: 1 }, "data.points[1]: expected finite numbers, got NaN."],
  [{ images: new Uint8Array(63), shape }, "data.images: expected a multiple of 64 values"],
  [{ images: new Float32Array(64).fill(2), shape }, "data.images[0]: expected floats in [-1, 1], got 2."],
  [{ images: new Uint8Array(48), shape: [1, 8, 6] as const }, "data.shape: expected square images, got [1, 8, 6]."],
  [
    { points: Float32Array.of(1, 2), dimensions: 1, labels: Int32Array.of(0) },
    "data.labels: expected 2 labels, got 1.",
  ],
  [
    { points: Float32Array.of(1), dimensions: 1, labels: Int32Array.of(3), classes: ["a"] },
    "data.labels[0]: expected classes 0 to 0, got 3.",
  ],
])("refuses what is no data: %#", (arrays, sentence) => {
  expect(() => arrayDataset(arrays)).toThrow(sentence);
});
