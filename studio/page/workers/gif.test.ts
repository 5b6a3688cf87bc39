import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { gifWriter } from "./gif.ts";
import { indexed } from "./gif-palette.ts";

type Paint = (x: number, y: number) => readonly [number, number, number];

function pixels(width: number, height: number, paint: Paint): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    rgba.set([...paint(i % width, Math.floor(i / width)), 255], i * 4);
  }
  return rgba;
}

/** What an independent decoder makes of it: frames one under the other. */
async function decoded(gif: Uint8Array): Promise<{ data: Uint8Array; pages: number; delay: number[]; loop: number }> {
  const image = sharp(gif, { animated: true });
  const { pages = 1, delay = [], loop = 1 } = await image.metadata();
  return { data: new Uint8Array(await image.removeAlpha().raw().toBuffer()), pages, delay, loop };
}

const rgb = (rgba: Uint8ClampedArray): number[] => Array.from(rgba).filter((_, i) => i % 4 !== 3);

describe("a film as GIF", () => {
  test("of few colours comes back to the byte, frame by frame, round and round", async () => {
    const [width, height] = [37, 23];
    const frames = [0, 1, 2].map((shift) =>
      pixels(width, height, (x, y) => [((x * 7 + shift * 11) % 251) & 0xf0, ((y * 5) % 256) & 0xc0, shift * 40]),
    );
    const writer = gifWriter({ width, height, milliseconds: 80 });
    for (const frame of frames) writer.frame(frame);
    const film = await decoded(writer.finish());
    expect([film.pages, film.delay, film.loop]).toEqual([3, [80, 80, 80], 0]);
    expect(Array.from(film.data)).toEqual(frames.flatMap(rgb));
  });

  test("of all greys and noise fills the table of codes many times over, and comes back to the byte", async () => {
    let state = 7;
    const noise = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 24;
    };
    const frame = pixels(300, 200, () => {
      const grey = noise();
      return [grey, grey, grey];
    });
    const writer = gifWriter({ width: 300, height: 200, milliseconds: 5 });
    writer.frame(frame);
    const { data } = await decoded(writer.finish());
    expect(Buffer.compare(Buffer.from(data), Buffer.from(rgb(frame)))).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 17])("of %i colours has a table that holds them", async (count) => {
    const frame = pixels(count, 2, (x) => [x * 10, 255 - x, 3]);
    const writer = gifWriter({ width: count, height: 2, milliseconds: 100 });
    writer.frame(frame);
    expect(Array.from((await decoded(writer.finish())).data)).toEqual(rgb(frame));
  });

  test("of many colours is near what it was", async () => {
    const frame = pixels(128, 128, (x, y) => [x * 2, y * 2, (x + y) & 0xff]);
    const writer = gifWriter({ width: 128, height: 128, milliseconds: 100 });
    writer.frame(frame);
    const { data } = await decoded(writer.finish());
    const want = rgb(frame);
    const error = Math.sqrt(want.reduce((sum, value, i) => sum + (value - (data[i] as number)) ** 2, 0) / want.length);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(9); // a plane of 256² colours in 256: cells of 16 × 16 err by 16/√12 = 4.6 a channel
  });
});

describe("colours", () => {
  test("are as many as there are, exactly, where they fit", () => {
    const { colours, indices } = indexed(pixels(4, 1, (x) => [x < 2 ? 1 : 9, 2, 3]));
    expect(Array.from(colours).sort()).toEqual([1, 2, 2, 3, 3, 9]);
    expect(indices[0]).toBe(indices[1]);
    expect(indices[0]).not.toBe(indices[2]);
  });

  test("257 greys: two that are next to each other become one", () => {
    const rgba = pixels(257, 1, (x) => (x === 256 ? [24, 24, 27] : [x, x, x]));
    const { colours, indices } = indexed(rgba);
    expect(colours.length).toBe(256 * 3);
    const wrong = rgb(rgba).filter(
      (value, i) => value !== colours[(indices[Math.floor(i / 3)] as number) * 3 + (i % 3)],
    );
    expect(wrong.length).toBeLessThanOrEqual(6);
  });
});
