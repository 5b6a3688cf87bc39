import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { resampler, resampleTable, resizeStack } from "./resample.ts";

const golden = readGolden<Record<string, { image: Packed; resized: Packed }>>(import.meta.url, "data");
const pillow = Object.keys(golden).filter((name) => name.includes(" to "));

describe("Lanczos 3 as Pillow does it (scripts/golden/data.py)", () => {
  test.each(pillow)("%s", (name) => {
    const { image, resized } = golden[name] as { image: Packed; resized: Packed };
    const [height, width] = image.shape as [number, number];
    const [toHeight, toWidth] = resized.shape as [number, number];
    const out = resampler({ height, width }, { height: toHeight, width: toWidth })(image.data);
    expectClose(out, resized.data, { rtol: 0, atol: 1e-4 }); // Pillow keeps float32 between its two passes
  });
});

test.each([
  [28, 32],
  [72, 16],
  [5, 5],
])("the weights of each target pixel of %d → %d add up to 1", (source, target) => {
  const { firsts, weights } = resampleTable(source, target);
  const sums = weights.map((line) => line.reduce((sum, weight) => sum + weight, 0));
  expectClose(sums, new Array<number>(target).fill(1), { rtol: 1e-14, atol: 0 });
  weights.forEach((line, i) => {
    expect(firsts[i]).toBeGreaterThanOrEqual(0);
    expect((firsts[i] as number) + line.length).toBeLessThanOrEqual(source);
  });
});

describe("resizeStack", () => {
  test("gives the stack back when nothing changes", () => {
    const stack = { pixels: new Uint8Array(2 * 3 * 16), channels: 3, height: 4, width: 4 } as const;
    expect(resizeStack(stack, 4)).toBe(stack);
  });

  test("cuts the middle square out of each image and plane", () => {
    const pixels = Uint8Array.from({ length: 2 * 2 * 6 }, (_, i) => i);
    const { pixels: out, ...rest } = resizeStack({ pixels, channels: 1, height: 2, width: 6 }, 2);
    expect(rest).toEqual({ channels: 1, height: 2, width: 2 });
    expect([...out]).toEqual([2, 3, 8, 9, 14, 15, 20, 21]);
  });

  test("an even image stays even, and edges stay in 0 … 255", () => {
    const flat = resizeStack({ pixels: new Uint8Array(100).fill(200), channels: 1, height: 10, width: 10 }, 16);
    expect(new Set(flat.pixels)).toEqual(new Set([200]));
    const edge = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0 : 255));
    const { pixels } = resizeStack({ pixels: edge, channels: 1, height: 8, width: 8 }, 24);
    expect([Math.min(...pixels), Math.max(...pixels)]).toEqual([0, 255]);
  });
});
