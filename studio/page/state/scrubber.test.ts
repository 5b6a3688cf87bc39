import { describe, expect, test } from "vitest";
import { pictureAt, stepAfter, stepOf } from "./scrubber.ts";

const steps = [0, 10, 20, 50];

describe("the scrubber", () => {
  test.each([
    [null, 50],
    [0, 0],
    [15, 10],
    [49, 20],
    [999, 50],
  ])("at %s the picture of %s is shown", (step, picture) => expect(pictureAt(steps, step)).toBe(picture));

  test("of no pictures none is shown", () => expect(pictureAt([], 3)).toBeNull());

  test.each<[number | null, number, number | null]>([
    [null, -1, 20],
    [20, 1, null],
    [10, 1, 20],
    [0, -10, 0],
    [15, -1, 0],
    [0, 99, null],
  ])("from %s by %s to %s", (step, by, to) => expect(stepAfter(steps, step, by)).toBe(to));

  test("a step in the address is a whole number", () => {
    expect([stepOf("12"), stepOf("-1"), stepOf("1e3"), stepOf(undefined)]).toEqual([12, null, null, null]);
  });
});
