import { expect, test } from "vitest";
import { deadShare } from "./dead-units.ts";

const of = (squares: readonly number[], means?: readonly number[]): number | null =>
  deadShare({ squares: Float64Array.from(squares), means: means === undefined ? null : Float64Array.from(means) });

test("a unit is dead whose gradient is below a hundredth of the middle one's", () => {
  expect(of([1, 1, 1.01e-4, 0.99e-4])).toBe(0.25);
  expect(of([4, 0, 4, 4])).toBe(0.25);
});

test("so is one that had a gradient, but for some updates has had none", () => {
  expect(of([1, 1, 1, 1], [0.2, 1e-7, 0.99e-6, 1.01e-6])).toBe(0.5);
});

test("of one unit, and before the first update, there is nothing to say", () => {
  expect([of([1]), of([0, 0, 0]), of([])]).toEqual([null, null, null]);
});
