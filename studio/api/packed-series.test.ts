import { expect, test } from "vitest";
import { packSeries, partOfSeries, unpackSeries } from "./packed-series.ts";
import type { SeriesReply } from "./series.ts";

const step = [1, 2, 3, 4];
const plain = [0.5, null, 0.25, 1 / 3];
const series: SeriesReply = {
  columns: {
    lossD: { step, min: plain, max: plain, mean: plain },
    thinned: { step, min: [0, 1, 2, 3], max: [0, 3, 4, 3], mean: [0, 2, 3, 3] },
    modes: { step: [1, 4], min: [7, 8], max: [7, 8], mean: [7, 8] },
  },
  axis: { step, images: [64, 128, 192, 256], time: [10, 11, 12, 13.5] },
  rows: 4,
  offset: 99,
};

test("what is packed says nothing twice, and comes back as it was", () => {
  const packed = JSON.parse(JSON.stringify(packSeries(series))) as ReturnType<typeof packSeries>;
  expect(packed.columns.lossD).toEqual({ mean: plain });
  expect(Object.keys(packed.columns.thinned ?? {})).toEqual(["mean", "min", "max"]);
  expect(packed.columns.modes).toEqual({ step: [1, 4], mean: [7, 8] });
  expect(unpackSeries(packed)).toEqual(series);
});

test("a part by columns and steps, both ends included; columns that are none are left out", () => {
  const part = partOfSeries(series, { keys: ["modes", "lossD", "toString"], from: 2, to: 4 });
  expect(part.columns).toEqual({
    modes: { step: [4], min: [8], max: [8], mean: [8] },
    lossD: { step: [2, 3, 4], min: [null, 0.25, 1 / 3], max: [null, 0.25, 1 / 3], mean: [null, 0.25, 1 / 3] },
  });
  expect(part.axis).toEqual({ step: [2, 3, 4], images: [128, 192, 256], time: [11, 12, 13.5] });
  expect(partOfSeries(series, {})).toEqual(series);
});
