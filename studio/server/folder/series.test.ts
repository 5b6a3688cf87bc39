/** @file From a table to what a chart draws. */
import { MetricsBuilder, type MetricsTable } from "gantry/store";
import { describe, expect, test } from "vitest";
import { seriesOf } from "./series.ts";

function table(rows: readonly object[]): MetricsTable {
  const builder = new MetricsBuilder();
  for (const row of rows) builder.add(row);
  return builder.table();
}

const all = { keys: null, from: null, to: null, points: 1000 };
const long = table(
  Array.from({ length: 10_000 }, (_, i) => ({
    step: i + 1,
    images: (i + 1) * 64,
    time: i / 10,
    lossD: i === 4321 ? 1e6 : Math.sin(i) / 3,
    ...(i % 100 === 0 ? { diversity: i / 1e4 } : {}),
  })),
);

describe("seriesOf", () => {
  test("a spike of one step survives; first and last are exact; no more points than asked for", () => {
    const { columns, rows, offset } = seriesOf(long, 77, { ...all, points: 50 });
    const { lossD } = columns;
    expect([rows, offset, lossD?.step.length]).toEqual([10_000, 77, 50]);
    expect(Math.max(...((lossD?.max ?? []) as number[]))).toBe(1e6);
    expect([lossD?.mean[0], lossD?.mean.at(-1)]).toEqual([0, Math.sin(9999) / 3]);
    expect([lossD?.step[0], lossD?.step.at(-1)]).toEqual([1, 10_000]);
  });

  test("what is measured now and then has steps of its own", () => {
    const { diversity } = seriesOf(long, 0, all).columns;
    expect(diversity?.step.slice(0, 3)).toEqual([1, 101, 201]);
    expect(diversity?.mean).toHaveLength(100);
  });

  test("a part of the run, and columns that are not there", () => {
    const part = seriesOf(long, 0, { keys: ["lossD", "none", "step"], from: 100, to: 109, points: 1000 });
    expect(Object.keys(part.columns)).toEqual(["lossD"]);
    expect(part.columns.lossD?.step).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
    expect(part.axis.images[0]).toBe(6400);
    expect(seriesOf(long, 0, { ...all, from: 20_000 }).columns.lossD?.step).toEqual([]);
    expect(seriesOf(long, 0, { ...all, from: 9, to: 3 }).axis.step).toEqual([]);
  });

  test("what was not finite is null, and a run without rows has no columns", () => {
    const { columns } = seriesOf(
      table([
        { step: 1, lossD: 1 },
        { step: 2, lossD: null },
        { step: 3, lossD: 3 },
      ]),
      0,
      all,
    );
    expect(columns.lossD?.mean).toEqual([1, null, 3]);
    expect(seriesOf(table([]), 0, all)).toEqual({
      columns: {},
      axis: { step: [], images: [], time: [] },
      rows: 0,
      offset: 0,
    });
  });
});
