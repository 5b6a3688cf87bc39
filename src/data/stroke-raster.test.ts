import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { drawPath } from "./stroke-raster.ts";

const draw = (size: number, path: readonly number[]): Uint8Array => {
  const pixels = new Uint8Array(size * size);
  drawPath({ size, pixels }, Float64Array.from(path));
  return pixels;
};
const inkOf = (pixels: Uint8Array): number => pixels.reduce((sum, value) => sum + value, 0) / 255;

describe("the ink covers the area of the pen's path", () => {
  test.each([3, 5, 9.5])("a dot of radius %d", (radius) => {
    const ink = inkOf(draw(40, [20.3, 19.6, radius, 20.3, 19.6, radius]));
    expectClose([ink], [Math.PI * radius ** 2], { rtol: 0.01, atol: 0 });
  });

  test("a straight piece with round ends", () => {
    const ink = inkOf(draw(64, [12, 20, 4, 44, 44, 4])); // 40 long
    expectClose([ink], [2 * 4 * 40 + Math.PI * 16], { rtol: 0.005, atol: 0 });
  });

  test("a piece that widens", () => {
    const ink = inkOf(draw(64, [12, 32, 2, 52, 32, 6]));
    // Trapezium and two half discs, to first order in the slope 1/10 of the edges.
    expectClose([ink], [40 * 8 + (Math.PI / 2) * (4 + 36)], { rtol: 0.03, atol: 0 });
  });
});

test("edges are antialiased: a pixel that is half covered is half as bright", () => {
  const pixels = draw(16, [-8, 8, 3, 24, 8, 3]); // a bar from row 5 to row 11
  const column = Array.from({ length: 16 }, (_, row) => pixels[row * 16 + 8]);
  expect(column).toEqual([0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0]);
  const shifted = draw(16, [-8, 8.25, 3, 24, 8.25, 3]);
  expect(Array.from({ length: 16 }, (_, row) => shifted[row * 16 + 8]).slice(4, 12)).toEqual([
    0, 191, 255, 255, 255, 255, 255, 64,
  ]);
});

test("what lies outside the canvas is left out", () => {
  expect(inkOf(draw(8, [-20, -20, 3, -10, -20, 3]))).toBe(0);
  expectClose([inkOf(draw(8, [0, 4, 2, 0, 4, 2]))], [2 * Math.PI], { rtol: 0.05, atol: 0 });
});
