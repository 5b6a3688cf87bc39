import { describe, expect, test } from "vitest";
import { describeDataset } from "./describe.ts";
import { embeddedDataset } from "./embedded.ts";
import { histogramOf, valueHistograms } from "./histograms.ts";

describe("counts in bins", () => {
  test("both ends are in, what is outside or no number is not", () => {
    const values = [0, 0.24, 0.25, 0.5, 1, -0.1, 1.1, Number.NaN];
    expect(histogramOf(values, { from: 0, to: 1 }, 4)).toEqual({ from: 0, to: 1, bins: [2, 1, 1, 1] });
  });

  test("of a range that is a point all is in the first", () => {
    expect(histogramOf([3, 3, 4], { from: 3, to: 3 }, 3).bins).toEqual([2, 0, 0]);
  });

  test("of every third value from the second on", () => {
    expect(histogramOf([9, 0, 9, 9, 1, 9, 9, 1], { from: 0, to: 1 }, 2, { first: 1, every: 3 }).bins).toEqual([1, 2]);
  });
});

describe("the values of data", () => {
  test("of points, a histogram for each coordinate as of the coordinate alone", () => {
    const dataset = embeddedDataset("ring8", { count: 600 });
    const { ranges } = describeDataset(dataset);
    const all = new Float32Array(1200);
    dataset.read(
      Array.from({ length: 600 }, (_, i) => i),
      all,
    );
    const found = valueHistograms(dataset, ranges, 16);
    found.forEach((histogram, first) => {
      const { min, max } = ranges[first] as (typeof ranges)[number];
      expect(histogram).toEqual(histogramOf(all, { from: min, to: max }, 16, { first, every: 2 }));
      expect(histogram.bins.reduce((a, b) => a + b)).toBe(600);
    });
  });

  test("of pictures, every pixel of every channel between −1 and 1", () => {
    const dataset = embeddedDataset("strokes", { count: 40, size: 16 });
    const [grey] = valueHistograms(dataset, describeDataset(dataset).ranges, 8);
    expect([grey?.from, grey?.to]).toEqual([-1, 1]);
    expect(grey?.bins.reduce((a, b) => a + b)).toBe(40 * 16 * 16);
  });
});
