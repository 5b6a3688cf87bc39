import { expect, test } from "vitest";
import { isLogStep, isSampleStep, isSaveStep } from "./cadence.ts";

const steps = (holds: (step: number) => boolean, last: number): number[] =>
  Array.from({ length: last + 1 }, (_, step) => step).filter(holds);

test("samples are dense at first, then regular", () => {
  const dense = [0, 1, 2, 5, 10, 20, 50, 100];
  expect(steps((step) => isSampleStep(step, 200), 1000)).toEqual([...dense, 200, 400, 600, 800, 1000]);
  expect(steps((step) => isSampleStep(step, 30), 100)).toEqual([0, 1, 2, 5, 10, 20, 30, 60, 90]);
  expect(steps((step) => isSampleStep(step, 1), 4)).toEqual([0, 1, 2, 3, 4]);
});

test("the first hundred steps are logged, then every tenth", () => {
  expect(steps(isLogStep, 131).slice(98)).toEqual([98, 99, 100, 110, 120, 130]);
});

test("a run is saved every so many steps, step 0 aside", () => {
  expect(steps((step) => isSaveStep(step, 4), 12)).toEqual([4, 8, 12]);
});
