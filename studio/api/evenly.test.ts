import { expect, test } from "vitest";
import { evenly } from "./evenly.ts";

test("a few of many, evenly, with both ends; each once", () => {
  const steps = Array.from({ length: 21 }, (_, i) => i * 100);
  expect(evenly(steps, 5)).toEqual([0, 500, 1000, 1500, 2000]);
  expect(evenly(steps, 9)).toEqual([0, 300, 500, 800, 1000, 1300, 1500, 1800, 2000]);
  expect([evenly([3, 7], 9), evenly([3], 9), evenly([], 9)]).toEqual([[3, 7], [3], []]);
  expect(evenly(steps, 1)).toEqual([2000]);
  const dense = [0, 1, 2, 3, 4, 5, 10, 20, 30];
  expect([evenly(dense, 3), evenly(dense, 9)]).toEqual([[0, 4, 30], dense]);
});
