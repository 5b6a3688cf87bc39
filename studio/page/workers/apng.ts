/**
 * @file Writes APNG (PNG, third edition, https://www.w3.org/TR/png-3/#apng-frame-based-animation): whole frames of one size,
 * without loss, round and round. A reader that knows none shows the first.
 */
import type { FilmWriter, WriterOptions } from "./film-writer.ts";
import { chunk, END, headerOf, packedPicture, SIGNATURE, word } from "./png.ts";

const short = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];

export function apngWriter({ width, height, milliseconds }: WriterOptions): FilmWriter {
  const size = { width, height };
  const shown = Math.min(Math.round(milliseconds), 0xffff);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  let sequence = 0;
  const next = (): number[] => {
    sequence += 1;
    return word(sequence - 1);
  };
  /** At the origin, so many thousandths of a second; it stays, and the next takes its place. */
  const control = (): Uint8Array<ArrayBuffer> =>
    chunk("fcTL", next(), word(width), word(height), word(0), word(0), short(shown), short(1000), [0, 0]);
  return {
    frame: async (rgba) => {
      const packed = await packedPicture(size, rgba);
      frames.push(control(), count === 0 ? chunk("IDAT", packed) : chunk("fdAT", next(), packed));
      count += 1;
    },
    finish: () => {
      const animation = chunk("acTL", word(count), word(0)); // without end
      return new Blob([SIGNATURE, headerOf(size), animation, ...frames, END], { type: "image/apng" });
    },
  };
}
