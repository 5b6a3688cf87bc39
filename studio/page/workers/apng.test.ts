import { crc32, inflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { apngWriter } from "./apng.ts";

interface Chunk {
  readonly name: string;
  readonly body: Buffer;
}

/** Of a file, each checked by Node's own CRC. */
function chunksOf(file: Buffer): Chunk[] {
  expect(file.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const [name, body] = [file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length)];
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
    chunks.push({ name, body });
    at += length + 12;
  }
  return chunks;
}

/** Undoes a PNG's filters by the standard's table 9.1. */
function unfiltered(rows: Buffer, stride: number): number[] {
  const out: number[] = [];
  for (let start = 0; start < rows.length; start += stride + 1) {
    const above = out.length - stride;
    for (let i = 0; i < stride; i += 1) {
      const a = i < 3 ? 0 : (out[out.length - 3] as number);
      const b = start === 0 ? 0 : (out[above + i] as number);
      const c = start === 0 || i < 3 ? 0 : (out[above + i - 3] as number);
      const paeth = [a, b, c].sort((p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q))[0] as number;
      const guess = [0, a, b, (a + b) >> 1, paeth][rows[start] as number] as number;
      out.push(((rows[start + 1 + i] as number) + guess) & 0xff);
    }
  }
  return out;
}

interface Film {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly plays: number;
  /** In thousandths of a second. */
  readonly delays: number[];
  readonly frames: number[][];
}

/** Reads whole-frame APNG by the text of the standard; shares nothing with the writer. */
function decoded(file: Buffer): Film {
  const chunks = chunksOf(file);
  const [header, animation] = [chunks[0]?.body as Buffer, chunks[1]?.body as Buffer];
  expect(chunks.slice(0, 4).map(({ name }) => name)).toEqual(["IHDR", "acTL", "fcTL", "IDAT"]);
  expect(chunks.at(-1)?.name).toBe("IEND");
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const numbered = chunks.filter(({ name }) => name === "fcTL" || name === "fdAT");
  expect(numbered.map(({ body }) => body.readUInt32BE(0))).toEqual(numbered.map((_, i) => i));
  const controls = chunks.filter(({ name }) => name === "fcTL").map(({ body }) => body);
  for (const body of controls) {
    expect([4, 8, 12, 16].map((at) => body.readUInt32BE(at))).toEqual([width, height, 0, 0]);
    expect([body[24], body[25], body.length]).toEqual([0, 0, 26]); // none is disposed of, none is blended
  }
  const packed = chunks.flatMap(({ name, body }) =>
    name === "IDAT" ? [body] : name === "fdAT" ? [body.subarray(4)] : [],
  );
  return {
    ...{ width, height, count: animation.readUInt32BE(0), plays: animation.readUInt32BE(4) },
    delays: controls.map((body) => (1000 * body.readUInt16BE(20)) / body.readUInt16BE(22)),
    frames: packed.map((body) => unfiltered(inflateSync(body), width * 3)),
  };
}

const rgb = (rgba: Uint8ClampedArray): number[] => Array.from(rgba).filter((_, i) => i % 4 !== 3);

/** Flat, smooth, striped or noisy, so that each filter is somewhere the best. */
function painted(width: number, height: number, seed: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  let state = seed;
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const kinds = [
      [seed, 7, 9],
      [x * 3, y * 5, x + y],
      [x & 1 ? 250 : 3, y, 0],
      [state >>> 24, state >>> 16, state >>> 8],
    ];
    rgba.set(
      (kinds[(seed + (y >> 2)) & 3] as number[]).map((value) => value & 0xff),
      i * 4,
    );
  }
  return rgba;
}

async function written(width: number, height: number, frames: Uint8ClampedArray[], milliseconds = 80): Promise<Buffer> {
  const writer = apngWriter({ width, height, milliseconds });
  for (const frame of frames) await writer.frame(frame, "");
  const blob = await writer.finish();
  expect(blob.type).toBe("image/apng");
  return Buffer.from(await blob.arrayBuffer());
}

describe("a film as APNG", () => {
  test.each([
    ["one pixel", 1, 1, 1],
    ["one pixel, twice", 1, 1, 2],
    ["a column", 1, 9, 3],
    ["odd", 37, 23, 5],
    ["long", 8, 8, 400],
    ["large", 301, 255, 2],
  ])("%s comes back to the byte, frame by frame, round and round", async (_, width, height, count) => {
    const frames = Array.from({ length: count }, (_, i) => painted(width, height, i + 1));
    const film = decoded(await written(width, height, frames));
    expect([film.width, film.height, film.count, film.plays]).toEqual([width, height, count, 0]);
    expect(film.delays).toEqual(frames.map(() => 80));
    expect(film.frames).toEqual(frames.map(rgb));
  });

  test("of any size, with any pixels and times", async () => {
    const films = fc.record({
      width: fc.integer({ min: 1, max: 24 }),
      height: fc.integer({ min: 1, max: 24 }),
      seeds: fc.array(fc.nat(1e6), { minLength: 1, maxLength: 4 }),
      milliseconds: fc.integer({ min: 1, max: 100_000 }),
    });
    await fc.assert(
      fc.asyncProperty(films, async ({ width, height, seeds, milliseconds }) => {
        const frames = seeds.map((seed) => painted(width, height, seed));
        const film = decoded(await written(width, height, frames, milliseconds));
        expect(film.frames).toEqual(frames.map(rgb));
        expect(film.delays).toEqual(frames.map(() => Math.min(milliseconds, 65_535)));
      }),
      { numRuns: 60 },
    );
  });

  test("who knows no APNG sees the first frame", async () => {
    const frames = [painted(37, 23, 4), painted(37, 23, 9)];
    const shown = await sharp(await written(37, 23, frames))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([shown.info.width, shown.info.height, shown.info.channels]).toEqual([37, 23, 3]);
    expect(Array.from(shown.data)).toEqual(rgb(frames[0] as Uint8ClampedArray));
  });
});
