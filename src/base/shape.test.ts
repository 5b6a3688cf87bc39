import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { broadcastShapes, checkShape, extentAt, sameShape, sizeOf, stridesOf } from "./shape.ts";

test.each([
  [[], 1],
  [[5], 5],
  [[2, 3, 4], 24],
  [[2, 0, 4], 0],
])("sizeOf %j is %d", (shape, size) => expect(sizeOf(shape)).toBe(size));

test("sameShape compares rank and extents", () => {
  expect(sameShape([2, 3], [2, 3])).toBe(true);
  expect(sameShape([2, 3], [3, 2])).toBe(false);
  expect(sameShape([2], [2, 1])).toBe(false);
  expect(sameShape([], [])).toBe(true);
});

test("extentAt counts from the end for negative axes", () => {
  expect(extentAt([4, 5, 6], 0)).toBe(4);
  expect(extentAt([4, 5, 6], -1)).toBe(6);
  expect(() => extentAt([4, 5], 2)).toThrow("axis: expected one of 2 axes, got 2.");
  expect(() => extentAt([4, 5], -3)).toThrow("axis: expected one of 2 axes, got -3.");
});

test("strides walk the elements in row-major order", () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  expect(stridesOf([])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), (shape) => {
      const last = stridesOf(shape).reduce((sum, stride, axis) => sum + stride * ((shape[axis] as number) - 1), 0);
      expect(last).toBe(sizeOf(shape) - 1);
    }),
    { seed: 1, numRuns: 100 },
  );
});

describe("broadcastShapes", () => {
  test.each([
    [[2, 3], [3], [2, 3]],
    [
      [2, 1],
      [1, 5],
      [2, 5],
    ],
    [[], [4, 2], [4, 2]],
    [
      [0, 3],
      [1, 3],
      [0, 3],
    ],
    [[], [], []],
  ])("%j with %j gives %j", (a, b, expected) => {
    expect(broadcastShapes("here", a, b)).toEqual(expected);
    expect(broadcastShapes("here", b, a)).toEqual(expected);
  });

  test("says which shapes do not fit", () => {
    expect(() => broadcastShapes("add", [2, 3], [2])).toThrow("add: shapes [2, 3] and [2] do not fit together.");
  });
});

test("checkShape lets any extent through where it is null", () => {
  expect(() => checkShape("door", [7, 2], [null, 2])).not.toThrow();
  expect(() => checkShape("door", [7, 3], [null, 2])).toThrow("door: expected shape [?, 2], got [7, 3].");
  expect(() => checkShape("door", [7], [null, 2])).toThrow("door: expected shape [?, 2], got [7].");
});
