import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { alignLines, type ChartLine, factsOf, movingAverage, nearestIndex, paddedRange } from "./chart-data.ts";

const line = (x: number[], y: number[], more: Partial<ChartLine> = {}): ChartLine => ({
  ...{ key: "a", label: "a", ink: "real", x, y },
  ...more,
});

describe("lines over one x", () => {
  test("what is between another's points is joined, what is not finite is a gap", () => {
    const { x, traces } = alignLines([line([1, 2, 3], [5, Number.NaN, 7]), line([2, 4], [1, 2])], false);
    expect(x).toEqual([1, 2, 3, 4]);
    expect(traces.map(({ values }) => values)).toEqual([
      [5, null, 7, undefined],
      [undefined, 1, undefined, 2],
    ]);
  });

  test("a logarithm has nothing at or below 0", () => {
    expect(alignLines([line([1, 2, 3], [0, -1, 4])], true).traces[0]?.values).toEqual([null, null, 4]);
  });

  test("a band stands before its line, its upper edge first", () => {
    const parts = alignLines([line([1], [1], { low: [0], high: [2], smooth: true })], false).traces.map(
      ({ part }) => part,
    );
    expect(parts).toEqual(["high", "low", "line", "average"]);
  });
});

test("the moving average of what does not move is that", () => {
  expectClose(movingAverage([3, 3, 3]), [3, 3, 3], { rtol: 1e-14, atol: 0 });
  // (0.96·0.04·1 + 0.04·2) / (0.96·0.04 + 0.04)
  expectClose(movingAverage([1, 2]), [1, 0.1184 / 0.0784], { rtol: 1e-14, atol: 0 });
});

test("a line in figures", () => {
  const facts = factsOf(line([0, 1, 2, 3, 4], [Number.NaN, 4, 1, 2, 3]));
  expect(facts).toMatchObject({ last: 3, lastX: 4, least: 1, leastX: 2, greatest: 4, greatestX: 1 });
  expect(factsOf(line([0], [Number.NaN]))).toBeNull();
  expect(factsOf(line([...Array(20).keys()], [...Array(20).keys()]))?.trend).toBe("rising");
});

test("a range is never empty", () => {
  for (const [low, high] of [
    [1, 1],
    [0, 0],
    [-2, 5],
    [Number.NaN, 1],
  ] as const) {
    const [from, to] = paddedRange(low, high);
    expect(to).toBeGreaterThan(from);
  }
});

test("the nearest point", () => {
  expect([-5, 4, 6, 99].map((value) => nearestIndex([0, 10], value))).toEqual([0, 0, 1, 1]);
  expect(nearestIndex([], 1)).toBe(-1);
});
