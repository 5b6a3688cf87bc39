import { expect, test } from "vitest";
import { mapPixels, scaleOf } from "./map-pixels.ts";

const facts = (min: number | null, max: number | null) => ({ mean: 0, std: 0, min, max, strange: 0 });
const pixels = (values: readonly number[], limit: number, signed: boolean): number[][] => {
  const all = Array.from(mapPixels(Float32Array.from(values), { limit, signed }));
  return values.map((_, i) => all.slice(i * 4, i * 4 + 4));
};

test("a scale reaches what is farthest from 0, and is signed where anything is below", () => {
  expect(scaleOf([facts(0, 3), facts(1, 2)])).toEqual({ limit: 3, signed: false });
  expect(scaleOf([facts(0, 3), facts(-4, 2)])).toEqual({ limit: 4, signed: true });
  expect(scaleOf([facts(-2, -1)])).toEqual({ limit: 2, signed: true });
  expect(scaleOf([facts(null, null)])).toEqual({ limit: 0, signed: false });
});

test("0 is black; what is not negative goes to white, else orange is above and blue below", () => {
  expect(pixels([0, 1, 2], 2, false)).toEqual([
    [0, 0, 0, 255],
    [128, 128, 128, 255],
    [255, 255, 255, 255],
  ]);
  expect(pixels([-2, 0, 2], 2, true)).toEqual([
    [96, 184, 255, 255],
    [0, 0, 0, 255],
    [255, 176, 84, 255],
  ]);
});

test("what is not finite is magenta, and a channel of zeros is black", () => {
  expect(pixels([Number.NaN, Number.NEGATIVE_INFINITY], 1, true)).toEqual([
    [255, 0, 255, 255],
    [255, 0, 255, 255],
  ]);
  expect(pixels([0], 0, false)).toEqual([[0, 0, 0, 255]]);
});
