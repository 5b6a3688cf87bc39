import { expect, test } from "vitest";
import { medianOf, rounded } from "./statistics.ts";

test.each([
  [[3], 3],
  [[3, 1], 2],
  [[5, 1, 100], 5],
  [[4, 1, 2, 3], 2.5],
])("the median of %j is %d", (values, median) => expect(medianOf(values)).toBe(median));

test("nothing has no median", () => expect(medianOf([])).toBeNaN());

test("rounds to significant digits", () =>
  expect([rounded(123.456), rounded(0.00123456, 3)]).toEqual([123.5, 0.00123]));
