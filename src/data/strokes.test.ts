import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { glyphs } from "./stroke-glyphs.ts";
import { drawDigit, type StrokesOptions } from "./strokes.ts";

const drawStrokes = ({ count, ...options }: StrokesOptions & { readonly count: number }): Uint8Array =>
  Uint8Array.from(Array.from({ length: count }, (_, i) => [...drawDigit(i, options)]).flat());

const item = (pixels: Uint8Array, size: number, index: number): Uint8Array =>
  pixels.subarray(index * size * size, (index + 1) * size * size);

test("an item depends on the seed and its index alone", () => {
  const long = drawStrokes({ count: 40, size: 28, seed: 3 });
  const short = drawStrokes({ count: 15, size: 28, seed: 3 });
  expect(long.subarray(0, short.length)).toEqual(short);
  expect(drawStrokes({ count: 15, size: 28, seed: 4 })).not.toEqual(short);
});

test("no two items are alike", () => {
  const pixels = drawStrokes({ count: 500, size: 28, seed: 0 });
  const seen = new Set(Array.from({ length: 500 }, (_, i) => item(pixels, 28, i).join()));
  expect(seen.size).toBe(500);
});

describe.each([16, 28, 64])("at %d pixels", (size) => {
  const count = 300;
  const pixels = drawStrokes({ count, size, seed: 1 });

  test("each digit is ink on black, of a pen's breadth", () => {
    for (let i = 0; i < count; i += 1) {
      const ink = item(pixels, size, i).reduce((sum, value) => sum + value, 0) / (255 * size * size);
      expect(ink, `item ${i}`).toBeGreaterThan(0.02);
      expect(ink, `item ${i}`).toBeLessThan(0.32);
    }
  });

  test("the ink's centre of mass is near the middle", () => {
    for (let i = 0; i < count; i += 1) {
      const one = item(pixels, size, i);
      let [sum, x, y] = [0, 0, 0];
      one.forEach((value, at) => {
        sum += value;
        x += value * ((at % size) + 0.5);
        y += value * (Math.floor(at / size) + 0.5);
      });
      expectClose([x / sum / size, y / sum / size], [0.5, 0.5], { rtol: 0, atol: 0.11 });
    }
  });

  test("digits leave a margin: hardly any ink on the outermost pixels", () => {
    let [border, all] = [0, 0];
    pixels.forEach((value, at) => {
      const [column, row] = [at % size, Math.floor(at / size) % size];
      all += value;
      if (column === 0 || row === 0 || column === size - 1 || row === size - 1) border += value;
    });
    expect(border / all).toBeLessThan(0.005);
  });
});

test("another size draws the same digits: shrunk by areas they agree", () => {
  const small = drawStrokes({ count: 50, size: 32, seed: 2 });
  const large = drawStrokes({ count: 50, size: 128, seed: 2 });
  let difference = 0;
  for (let i = 0; i < 50; i += 1) {
    const fine = item(large, 128, i);
    item(small, 32, i).forEach((value, at) => {
      let sum = 0;
      for (let k = 0; k < 16; k += 1) {
        sum += fine[(4 * Math.floor(at / 32) + Math.floor(k / 4)) * 128 + 4 * (at % 32) + (k % 4)] as number;
      }
      difference += Math.abs(value - sum / 16);
    });
  }
  expect(difference / (50 * 1024)).toBeLessThan(2); // levels of 255, mostly rounding at edges
});

test("every way of every digit has its ink's centre at the origin and about the same height", () => {
  expect(glyphs).toHaveLength(10);
  for (const way of glyphs.flat()) {
    const ys = way.flatMap((line) => Array.from(line).filter((_, i) => i % 2 === 1));
    expectClose([Math.max(...ys) - Math.min(...ys)], [1], { rtol: 0, atol: 0.06 });
    expect(Math.min(...ys)).toBeLessThan(-0.28);
    expect(Math.max(...ys)).toBeGreaterThan(0.28);
  }
});
