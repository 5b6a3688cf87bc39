/** @file Every kind of image file gives its colours, upright, cropped and antialiased. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import { expectClose } from "../matchers.ts";
import { bytesOf, clear, colour, details, grey } from "./data-pictures.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-kinds-"));
afterAll(() => rmSync(home, { recursive: true }));

let folder = "";
let made = 0;
beforeEach(() => {
  folder = join(home, `photos-${made}`);
  made += 1;
  mkdirSync(folder);
});

const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), bytes);
};
const cacheDir = join(home, "cache");
const open = (options: OpenOptions = {}): Promise<Dataset> => openDataset(folder, { cacheDir, ...options });

/** The middles of the left and right half, one value a channel. */
const middles = (set: Dataset, index = 0): number[] => {
  const [channels, size] = set.shape as [number, number];
  const bytes = bytesOf(set, index);
  const row = (size / 2) * size;
  return [size / 4, (3 * size) / 4].flatMap((column) =>
    Array.from({ length: channels }, (_, c) => bytes[c * size * size + row + column] as number),
  );
};

const RGB = [200, 40, 40, 40, 40, 200];
const ON_WHITE = [200, 40, 40, 255, 255, 255];
const GREY = [200, 200, 200, 40, 40, 40];

describe("every kind of file gives its colours", () => {
  test.each([
    ["PNG, RGB", "a.png", () => colour().png(), RGB, 0],
    ["PNG, RGBA", "a.png", () => clear().png(), ON_WHITE, 0],
    ["PNG, grey", "a.png", () => grey().toColourspace("b-w").png(), GREY, 0],
    ["PNG, grey and alpha", "a.png", () => clear().greyscale().toColourspace("b-w").png(), null, 0],
    ["PNG, palette", "a.png", () => colour().png({ palette: true }), RGB, 1],
    ["PNG, palette with transparency", "a.png", () => clear().png({ palette: true }), ON_WHITE, 1],
    ["PNG, 16 bits", "a.png", () => colour().toColourspace("rgb16").png(), RGB, 1],
    ["PNG, 16 bits with alpha", "a.png", () => clear().toColourspace("rgb16").png(), ON_WHITE, 1],
    ["PNG, 16 bits grey", "a.png", () => grey().toColourspace("grey16").png(), GREY, 1],
    ["PNG, interlaced", "a.png", () => colour().png({ progressive: true }), RGB, 0],
    ["JPEG", "a.jpg", () => colour().jpeg({ quality: 100 }), RGB, 3],
    ["JPEG, progressive, another ending", "a.JPEG", () => colour().jpeg({ quality: 100, progressive: true }), RGB, 3],
    ["JPEG, grey", "a.jpg", () => grey().toColourspace("b-w").jpeg({ quality: 100 }), GREY, 2],
    ["WebP", "a.webp", () => colour().webp({ lossless: true }), RGB, 0],
    ["WebP with alpha", "a.webp", () => clear().webp({ lossless: true }), ON_WHITE, 0],
    ["GIF", "a.gif", () => colour().gif(), RGB, 2],
    ["AVIF", "a.avif", () => colour().avif({ lossless: true }), RGB, 2],
    ["TIFF", "a.tiff", () => colour().tiff({ compression: "lzw" }), RGB, 0],
    [
      "TIFF, 16 bits with alpha",
      "a.tif",
      () => clear().toColourspace("rgb16").tiff({ compression: "none" }),
      ON_WHITE,
      1,
    ],
    ["a JPEG that calls itself PNG", "a.png", () => colour().jpeg({ quality: 100 }), RGB, 3],
  ] as const)("%s", async (_, name, make, expected, tolerance) => {
    put(name, await make().toBuffer());
    put(`b-${name}`, await make().toBuffer());
    const set = await open({ size: 16, channels: 3 });
    expect(details(set)).toEqual([]);
    expect([set.count, set.shape]).toEqual([2, [3, 16, 16]]);
    if (expected !== null) expectClose(middles(set), expected, { rtol: 0, atol: tolerance });
    else expectClose(middles(set).slice(3), [255, 255, 255], { rtol: 0, atol: 0 });
  });

  test("four channels keep the transparency", async () => {
    put("a.png", await clear().png().toBuffer());
    put("b.jpg", await colour().jpeg({ quality: 100 }).toBuffer());
    const set = await open({ size: 16, channels: 4 });
    const [, , , leftAlpha, , , , rightAlpha] = middles(set, 0);
    expect([leftAlpha, rightAlpha]).toEqual([255, 0]);
    expectClose(middles(set, 1), [200, 40, 40, 255, 40, 40, 200, 255], { rtol: 0, atol: 3 });
  });

  test("one channel is the luminance", async () => {
    put("a.png", await colour().png().toBuffer());
    put("b.png", await grey().toColourspace("b-w").png().toBuffer());
    const set = await open({ size: 16, channels: 1 });
    // Rec. 709 of linear light: .2126 · .578 + .7874 · .0212 = .1395, encoded 104.4; with blue .0614, encoded 69.8
    expectClose(middles(set, 0), [104.4, 69.8], { rtol: 0, atol: 1 });
    expectClose(middles(set, 1), [200, 40], { rtol: 0, atol: 0 });
  });
});

describe("geometry", () => {
  test("a wide image is cropped to its middle square", async () => {
    // Red, green, blue thirds: the square is the green third.
    const thirds = Buffer.from(
      Array.from(
        { length: 90 * 30 },
        (_, i) =>
          [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
          ][Math.floor((i % 90) / 30)] as number[],
      ).flat(),
    );
    put(
      "a.png",
      await sharp(thirds, { raw: { width: 90, height: 30, channels: 3 } })
        .png()
        .toBuffer(),
    );
    put(
      "b.png",
      await sharp(thirds, { raw: { width: 90, height: 30, channels: 3 } })
        .rotate(90)
        .png()
        .toBuffer(),
    );
    const set = await open({ size: 16 });
    for (const index of [0, 1]) expect(middles(set, index)).toEqual([0, 255, 0, 0, 255, 0]);
    expect(set.sources).toEqual([
      { width: 30, height: 90, channels: 3, count: 1 },
      { width: 90, height: 30, channels: 3, count: 1 },
    ]);
  });

  // EXIF 2.32, tag 0x0112: which side of the picture the first stored row and column are.
  test.each([
    [1, "top", "left"],
    [2, "top", "right"],
    [3, "bottom", "right"],
    [4, "bottom", "left"],
    [5, "left", "top"],
    [6, "right", "top"],
    [7, "right", "bottom"],
    [8, "left", "bottom"],
  ] as const)("EXIF orientation %d (row %s, column %s) is undone", async (orientation, row, column) => {
    const [width, height] = [60, 40];
    const quarters = [
      [200, 40, 40],
      [40, 40, 200],
      [40, 160, 40],
      [90, 90, 90],
    ] as const; // as people see them
    const from = { top: (_: number, y: number) => y, bottom: (_: number, y: number) => height - 1 - y } as const;
    const across = { left: (x: number) => x, right: (x: number) => width - 1 - x } as const;
    const distance = { ...from, ...across };
    const storedWidth = orientation >= 5 ? height : width;
    const stored = Buffer.alloc(3 * width * height);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const pixel = quarters[2 * Number(y >= height / 2) + Number(x >= width / 2)] as readonly number[];
        stored.set(pixel, 3 * (distance[row](x, y) * storedWidth + distance[column](x, y)));
      }
    }
    const raw = { width: storedWidth, height: (width * height) / storedWidth, channels: 3 } as const;
    const file = await sharp(stored, { raw })
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    for (const name of ["a.jpg", "b.jpg"]) put(name, file);
    const set = await open({ size: 16 });
    expect(set.sources).toEqual([{ width, height, channels: 3, count: 2 }]);
    const bytes = bytesOf(set);
    const corner = (x: number, y: number): number[] => [0, 1, 2].map((c) => bytes[c * 256 + y * 16 + x] as number);
    expectClose([corner(3, 3), corner(12, 3), corner(3, 12), corner(12, 12)].flat(), quarters.flat(), {
      rtol: 0,
      atol: 4,
    });
  });

  test("an animated GIF shows its first frame", async () => {
    const frames = [colour(), grey(), clear()].map((frame) => frame.ensureAlpha().png().toBuffer());
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(3);
    put("a.gif", gif);
    put("b.gif", gif);
    const set = await open({ size: 16 });
    expectClose(middles(set), RGB, { rtol: 0, atol: 2 });
  });

  test("shrinking is antialiased: a fine checkerboard becomes its mean", async () => {
    const board = Buffer.from(Array.from({ length: 128 * 128 }, (_, i) => 255 * ((i + Math.floor(i / 128)) % 2)));
    for (const name of ["a.png", "b.png"])
      put(
        name,
        await sharp(board, { raw: { width: 128, height: 128, channels: 1 } })
          .toColourspace("b-w")
          .png()
          .toBuffer(),
      );
    const set = await open({ size: 16 });
    expect(set.shape).toEqual([1, 16, 16]);
    expectClose(bytesOf(set), new Array<number>(256).fill(127.5), { rtol: 0, atol: 2 });
  });
});
