import { expect, test } from "vitest";
import { spreadLines } from "./outputs.ts";

const lines = [1, 2, 5, 10, 20, 50, 100, 200, 300, 400].map((step) => ({ step }));
const steps = (to: number | null, rows: number): number[] => spreadLines(lines, { to, rows }).map(({ step }) => step);

test("all where they are few; else the first, the last, and what is nearest to even steps", () => {
  expect(steps(null, 10)).toEqual(lines.map(({ step }) => step));
  expect(steps(null, 5)).toEqual([1, 100, 200, 300, 400]);
  expect(steps(null, 9)).toEqual([1, 50, 100, 200, 300, 400]); // 150 and 250 have no line of their own
});

test("none is after the step asked for", () => {
  expect(steps(250, 3)).toEqual([1, 100, 200]);
  expect(steps(5, 14)).toEqual([1, 2, 5]);
  expect([steps(0, 14), spreadLines([], { to: null, rows: 3 })]).toEqual([[], []]);
});
