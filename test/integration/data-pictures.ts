/** @file Small pictures whose colours are known, in any format, for tests of folders. */
import sharp from "sharp";
import type { Dataset } from "../../src/data/dataset.ts";

/** An item's bytes, `[C, H, W]`. */
export const bytesOf = (set: Dataset, index = 0): number[] => {
  const out = new Float32Array(set.shape.reduce((a, b) => a * b, 1));
  set.read([index], out);
  return [...out].map((x) => Math.round((x + 1) * 127.5));
};

/** What was said of a set, but for its being small. */
export const details = (set: Dataset): string[] =>
  set.problems.map(({ detail }) => detail).filter((text) => !text.includes("are few"));

/** Left half one colour, right half another. */
export const halves = (width: number, height: number, left: readonly number[], right: readonly number[]) => {
  const channels = left.length as 1 | 3 | 4;
  const data = Buffer.from(
    Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? left : right)).flat(),
  );
  return sharp(data, { raw: { width, height, channels } });
};
export const colour = () => halves(40, 40, [200, 40, 40], [40, 40, 200]);
export const clear = () => halves(40, 40, [200, 40, 40, 255], [40, 40, 200, 0]);
export const grey = () => halves(40, 40, [200], [40]);
