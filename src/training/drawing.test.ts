import { describe, expect, test } from "vitest";
import { ring8 } from "../../test/play.ts";
import { floatTensor } from "../base/tensor.ts";
import { embeddedDataset } from "../data/embedded.ts";
import { drawingOf, drawReals } from "./drawing.ts";

const digits = embeddedDataset("strokes", { count: 30, size: 16 });

describe("images", () => {
  const grey = floatTensor([5, 1, 16, 16], new Float32Array(5 * 256).fill(-1));

  test("stand in a square grid, small ones enlarged; the grid's description says how", () => {
    const { picture, pixels, grid } = drawingOf(digits, 7)(grey);
    expect(grid).toEqual({ kind: "images", count: 5, columns: 3, rows: 2, seed: 7 });
    expect(picture).toBe(pixels);
    expect(pixels.width).toBeGreaterThanOrEqual(3 * 64);
    expect(pixels.height).toBeGreaterThanOrEqual(2 * 64);
    expect(pixels.data.length).toBe(pixels.width * pixels.height * pixels.channels);
  });

  test("change with what they show", () => {
    const draw = drawingOf(digits, 7);
    const bright = floatTensor(grey.shape, new Float32Array(grey.data.length).fill(1));
    expect(draw(bright).pixels.data).not.toEqual(draw(grey).pixels.data);
    expect(draw(grey).pixels.data).toEqual(draw(grey).pixels.data);
  });
});

describe("points", () => {
  const samples = floatTensor([3, 2], [0, 0, 2, 0, 500, 500]);

  test("are drawn in the frame of the real ones, wherever they lie", () => {
    const draw = drawingOf(ring8, 7);
    const { picture, grid } = draw(samples);
    expect(picture).toEqual({ kind: "points", dimensions: 2, data: samples.data });
    expect(grid).toMatchObject({
      kind: "points",
      count: 3,
      seed: 7,
      range: draw(floatTensor([1, 2], [0, 0])).grid.range,
    });
    const [low, high] = grid.range as [number, number];
    expect(low).toBeLessThan(-1.9);
    expect(high).toBeGreaterThan(1.9);
    expect(high).toBeLessThan(10);
  });
});

describe("real items", () => {
  test.each([
    ["images", digits],
    ["points", ring8],
  ])("%s are picked by the seed, as many as there are", (_, dataset) => {
    expect(drawReals(dataset, 1).data).toEqual(drawReals(dataset, 1).data);
    expect(drawReals(dataset, 1).data).not.toEqual(drawReals(dataset, 2).data);
  });
});
