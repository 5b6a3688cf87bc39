import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { downsample } from "./downsample.ts";
import { MetricsBuilder } from "./metrics-table.ts";

function tableOf(rows: readonly unknown[]) {
  const builder = new MetricsBuilder();
  for (const row of rows) builder.add(row);
  return builder.table();
}

describe("MetricsBuilder", () => {
  test("columns appear when they are first logged; gaps and nulls are NaN", () => {
    const { length, columns } = tableOf([
      { step: 1, lossD: 1.5 },
      { step: 2, lossD: null, diversity: 0.5 },
    ]);
    expect(length).toBe(2);
    expect(Object.fromEntries(columns)).toEqual({
      step: Float64Array.of(1, 2),
      lossD: Float64Array.of(1.5, Number.NaN),
      diversity: Float64Array.of(Number.NaN, 0.5),
    });
  });

  test("a later attempt replaces from its first step on", () => {
    const row = (step: number, attempt: number) => ({ step, attempt, lossD: step + attempt / 10 });
    const { columns } = tableOf([row(10, 1), row(20, 1), row(30, 1), row(40, 1), row(20, 2), row(30, 2)]);
    expect([...(columns.get("step") ?? [])]).toEqual([10, 20, 30]);
    expect([...(columns.get("attempt") ?? [])]).toEqual([1, 2, 2]);
    expect([...(columns.get("lossD") ?? [])]).toEqual([10.1, 20.2, 30.2]);
  });

  test("what a replaced row had and the new one lacks is gone", () => {
    const { columns } = tableOf([
      { step: 1, diversity: 0.5 },
      { step: 1, lossD: 2 },
    ]);
    expect(columns.get("diversity")).toEqual(Float64Array.of(Number.NaN));
  });

  test("lines that are no rows are counted", () => {
    expect(tableOf([null, 3, {}, { step: "1" }, { step: 1 }])).toMatchObject({ length: 1, malformed: 4 });
  });

  test("grows as far as it must", () => {
    const { length, columns } = tableOf(
      Array.from({ length: 5000 }, (_, step) => ({ step, late: step > 3000 ? 1 : null })),
    );
    expect(length).toBe(5000);
    expect(columns.get("late")?.[3000]).toBeNaN();
    expect(columns.get("late")?.[3001]).toBe(1);
  });
});

describe("downsample", () => {
  const x = Array.from({ length: 1000 }, (_, i) => i);

  test("a spike of one step survives; first and last are exact", () => {
    const y = x.map((i) => (i === 617 ? 100 : i === 0 ? 7 : i === 999 ? 9 : 1));
    const { x: at, min, max, mean } = downsample(x, y, 50);
    expect(at.length).toBe(50);
    expect([at[0], mean[0], at.at(-1), mean.at(-1)]).toEqual([0, 7, 999, 9]);
    expect(Math.max(...max)).toBe(100);
    expect(Math.min(...min)).toBe(1);
  });

  test("means weigh back to the whole mean", () => {
    const y = x.map((i) => Math.sin(i / 9));
    const { mean } = downsample(x, y, 102);
    // 998 inner points over 100 buckets of 9 or 10: compare with the buckets counted by hand.
    const bucket = (i: number): number => Math.min(Math.floor((i - 1) / (997 / 100)), 99);
    const sums = Array.from({ length: 100 }, (_, b) =>
      x
        .slice(1, -1)
        .filter((i) => bucket(i) === b)
        .map((i) => y[i] as number),
    );
    expectClose(
      mean.slice(1, -1),
      sums.map((values) => values.reduce((a, b) => a + b, 0) / values.length),
      { rtol: 1e-12, atol: 1e-13 },
    );
  });

  test("values that are not finite do not count; a bucket of none is NaN", () => {
    const y = x.map((i) => (i < 500 ? Number.NaN : i === 700 ? Number.POSITIVE_INFINITY : 2));
    const { mean, max } = downsample(x, y, 12);
    expect(mean[1]).toBeNaN();
    expect(mean.at(-2)).toBe(2);
    expect(Math.max(...max.filter(Number.isFinite))).toBe(2);
  });

  test("uneven steps leave buckets out; few points stay as they are", () => {
    expect([...downsample([0, 1, 2, 100], [1, 2, 3, 4], 3).x]).toEqual([0, 1.5, 100]);
    expect([...downsample([5], [1], 3).mean]).toEqual([1]);
    expect(downsample([], [], 3).x.length).toBe(0);
  });
});
