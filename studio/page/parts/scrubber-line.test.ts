import type { EvaluationRow } from "gantry/store";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { coarseFirst, courseOf, linePath, shareOf, strideOf } from "./scrubber-line.ts";

const steps = [0, 10, 20, 100];
const column = (value: readonly number[]) => ({
  ...{ step: value.map((_, i) => i * 10), min: [...value], max: [...value], mean: [...value] },
});
const evaluated = (step: number, kid: number): EvaluationRow =>
  ({ step, time: 0, values: { kid }, features: "f", n: 10 }) as unknown as EvaluationRow;

test("a step lies between two pictures by the line, beyond them at the ends", () => {
  expectClose(
    [-5, 0, 5, 10, 60, 100, 200].map((step) => shareOf(steps, step)),
    [0, 0, 1 / 6, 1 / 3, 5 / 6, 1, 1],
    { rtol: 1e-12, atol: 0 },
  );
  expect([shareOf([], 3), shareOf([7], 7)]).toEqual([0, 0]);
});

describe("the course that is shown", () => {
  const columns: Record<string, ReturnType<typeof column>> = { lossD: column([1, 2]), diversity: column([3, 4, 5]) };
  test("is of three evaluations or more", () => {
    const rows = [evaluated(5, 3), evaluated(9, 2), evaluated(12, 1)];
    expect(courseOf(rows, () => undefined)).toEqual({ name: "kid", step: [5, 9, 12], value: [3, 2, 1] });
    expect(courseOf(rows.slice(1), (name) => columns[name])?.name).toBe("diversity");
  });
  test("else the diversity, else D's loss, else none", () => {
    expect(courseOf([], (name) => columns[name])).toEqual({ name: "diversity", step: [0, 10, 20], value: [3, 4, 5] });
    expect(courseOf([], (name) => (name === "lossD" ? columns.lossD : undefined))?.name).toBe("lossD");
    expect(courseOf([], () => undefined)).toBeNull();
  });
});

describe("the line", () => {
  const room = { width: 300, height: 10 };
  test("lies where the pictures lie, least at the bottom", () => {
    expect(linePath(steps, { step: [0, 10, 60, 100], value: [2, 4, 3, 2] }, room)).toBe(
      "M0.0 10.0L100.0 0.0L250.0 5.0L300.0 10.0",
    );
  });
  test("has gaps where nothing is finite, and nothing beyond the pictures", () => {
    expect(linePath(steps, { step: [10, 20, 100, 900], value: [1, Number.NaN, 0, 50] }, room)).toBe(
      "M100.0 0.0M300.0 10.0",
    );
    expect(linePath(steps, { step: [10], value: [1] }, room)).toBe("");
    expect(linePath([], { step: [], value: [] }, room)).toBe("");
  });
});

test("small pictures are at most so many, and stay while more come", () => {
  expect([1, 30, 31, 60, 61, 10_000].map((count) => strideOf(count, 30))).toEqual([1, 1, 2, 2, 4, 512]);
  expect(strideOf(5, 0)).toBe(8);
  const order = coarseFirst(20, 2);
  expect(order.slice(0, 3)).toEqual([0, 8, 16]);
  expect([...order].sort((a, b) => a - b)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(coarseFirst(1, 1)).toEqual([0]);
});
