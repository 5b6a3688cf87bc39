/** @file MS-SSIM: PyTorch's values (scripts/golden/metrics.py), what must hold of it, diversity of sets, bad input. */
import { expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { fillUniform } from "../base/random.ts";
import { type ImageShape, msSsim, msSsimDiversity, scaleWeights } from "./ms-ssim.ts";

interface Case {
  readonly x: Packed;
  readonly y: Packed;
  readonly range: number;
  readonly scales: number;
  readonly msSsim: number;
}
const cases = Object.entries(readGolden<Record<string, Case>>(import.meta.url, "ms-ssim"));

test.each(cases)("%s", (_, { x, y, range, scales, msSsim: expected }) => {
  const shape = x.shape as unknown as ImageShape;
  expect(scaleWeights(shape).length).toBe(scales);
  expectClose([msSsim(x.data, y.data, shape, { range })], [expected], { rtol: 1e-11, atol: 0 });
  expectClose([msSsim(y.data, x.data, shape, { range })], [expected], { rtol: 1e-11, atol: 0 });
  expectClose([msSsim(x.data, x.data, shape, { range })], [1], { rtol: 1e-14, atol: 0 });
});

test("scales by size: five from 176 pixels on, none below 11", () => {
  const count = (side: number) => scaleWeights([1, side, side + 3]).length;
  expect([11, 21, 22, 32, 44, 64, 88, 128, 175, 176, 512].map(count)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5]);
  expectClose(scaleWeights([3, 256, 256]), [0.0448, 0.2856, 0.3001, 0.2363, 0.1333], { rtol: 1e-3, atol: 0 });
  expectClose(scaleWeights([1, 32, 32]), [0.0448 / 0.3304, 0.2856 / 0.3304], { rtol: 1e-14, atol: 0 });
});

const shape: ImageShape = [1, 16, 16];
const noise = (rows: number) => ({
  rows,
  columns: 256,
  values: fillUniform({ seed: 1, stream: "images", counter: 0 }, new Float32Array(rows * 256), -1, 1),
});

test("one image many times is 1, unrelated noise near 0, and one seed gives one value", () => {
  const images = noise(40);
  const one = { ...images, values: images.values.map((_, i) => images.values[i % 256] as number) };
  expectClose([msSsimDiversity(one, shape).mean], [1], { rtol: 1e-13, atol: 0 });
  const diverse = msSsimDiversity(images, shape, { pairs: 200, seed: 3 });
  expectClose([diverse.mean], [0], { rtol: 0, atol: 0.1 });
  expect([diverse.scales, diverse.values.length]).toEqual([1, 200]);
  expect(msSsimDiversity(images, shape, { pairs: 200, seed: 3 })).toEqual(diverse);
  expect(msSsimDiversity(images, shape, { pairs: 200, seed: 4 }).mean).not.toBe(diverse.mean);
});

test("the error is what means of other pairs spread by", () => {
  const images = noise(300);
  const found = Array.from({ length: 40 }, (_, seed) => msSsimDiversity(images, shape, { pairs: 60, seed }));
  const mean = found.reduce((sum, { mean: m }) => sum + m, 0) / 40;
  const spread = Math.sqrt(found.reduce((sum, { mean: m }) => sum + (m - mean) ** 2, 0) / 39);
  const error = found.reduce((sum, { error: e }) => sum + e, 0) / 40;
  expectClose([spread], [error], { rtol: 0.45, atol: 0 }); // a standard deviation from 40: within 11 %, four of them
});

test("two images are one pair", () => {
  const images = noise(2);
  const value = msSsim(images.values.subarray(0, 256), images.values.subarray(256), shape);
  expectClose([msSsimDiversity(images, shape, { pairs: 5 }).mean], [value], { rtol: 1e-14, atol: 0 });
});

test("bad input", () => {
  expect(() => msSsimDiversity(noise(1), shape)).toThrow("msSsimDiversity: expected at least 2 samples, got 1.");
  expect(() => msSsimDiversity(noise(2), [1, 8, 32])).toThrow("msSsim: expected at least 11 × 11 pixels, got 8 × 32.");
  expect(() => msSsimDiversity(noise(2), [3, 16, 16])).toThrow("msSsimDiversity: expected [?, 768], got [?, 256].");
  expect(() => msSsimDiversity(noise(2), shape, { pairs: 0 })).toThrow(
    "msSsimDiversity.pairs: expected an integer ≥ 1, got 0.",
  );
  expect(() => msSsim([1], [1], shape)).toThrow("msSsim.a: expected 256 values, got 1.");
  expect(() => msSsim(noise(1).values, new Float32Array(256).fill(Number.NaN), shape)).toThrow(
    "msSsim.b: expected finite numbers, got NaN",
  );
});
