import { expect, test } from "vitest";
import { spread } from "./spread.ts";

test("a few of many, evenly, with both ends; each once", () => {
  const steps = Array.from({ length: 21 }, (_, i) => i * 100);
  expect(spread(steps, 5)).toEqual([0, 500, 1000, 1500, 2000]);
  expect(spread(steps, 9)).toEqual([0, 300, 500, 800, 1000, 1300, 1500, 1800, 2000]);
  expect(spread([3, 7], 9)).toEqual([3, 7]);
  expect(spread([3], 9)).toEqual([3]);
  expect(spread(steps, 1)).toEqual([2000]);
});
