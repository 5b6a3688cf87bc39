import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { composeGrid } from "./grid.ts";
import { blankPixels, type Pixels } from "./pixels.ts";
import { encodePng } from "./png.node.ts";

async function decode(png: Uint8Array): Promise<{ width: number; height: number; channels: number; data: number[] }> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data: [...data] };
}

const picture: fc.Arbitrary<Pixels> = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(3, 4),
  })
  .chain((size) =>
    fc
      .uint8Array({
        minLength: size.width * size.height * size.channels,
        maxLength: size.width * size.height * size.channels,
      })
      .map((data) => ({ kind: "pixels", ...size, data })),
  );

describe("encodePng", () => {
  test("another library reads the same pixels", async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (pixels) => {
        const { width, height, channels, data } = pixels;
        expect(await decode(encodePng(pixels))).toEqual({ width, height, channels, data: [...data] });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("grey is grey, 8 bits", async () => {
    const pixels: Pixels = {
      kind: "pixels",
      width: 3,
      height: 2,
      channels: 1,
      data: Uint8Array.of(0, 7, 255, 4, 5, 6),
    };
    const png = encodePng(pixels);
    expect(await sharp(png).metadata()).toMatchObject({
      format: "png",
      width: 3,
      height: 2,
      space: "b-w",
      depth: "uchar",
    });
    expect([...(await sharp(png).extractChannel(0).raw().toBuffer())]).toEqual([...pixels.data]);
  });

  test("rows take the filter that fits: a ramp costs next to nothing", async () => {
    const ramp = Float32Array.from({ length: 64 * 64 }, (_, i) => ((i % 64) + Math.floor(i / 64)) / 64 - 1);
    const png = encodePng(composeGrid(ramp, [1, 1, 64, 64], { padding: 0 }));
    expect(png.length).toBeLessThan(400);
    expect((await decode(png)).width).toBe(64);
  });

  test("text goes with it, in any script", async () => {
    const png = Buffer.from(encodePng(blankPixels(1, 1, 3, [1, 2, 3]), { Title: "第 500 步" }));
    expect(png.includes(Buffer.concat([Buffer.from("iTXtTitle\0\0\0\0\0"), Buffer.from("第 500 步")]))).toBe(true);
    expect((await decode(png)).data).toEqual([1, 2, 3]);
  });

  test("equal pixels give equal bytes", () => {
    const pixels = blankPixels(5, 4, 3, [10, 200, 30]);
    expect(encodePng(pixels)).toEqual(encodePng(pixels));
  });

  test.each([
    [{ width: 0, height: 1, channels: 3 }, 0],
    [{ width: 1, height: 1, channels: 2 }, 2],
    [{ width: 2, height: 2, channels: 1 }, 3],
  ])("%j with %i bytes is refused", (size, length) => {
    expect(() => encodePng({ kind: "pixels", ...size, data: new Uint8Array(length) })).toThrow(
      `encodePng: expected pixels of 1, 3 or 4 channels, got ${size.width}×${size.height}×${size.channels} with ${length} bytes.`,
    );
  });
});
