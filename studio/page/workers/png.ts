/** @file Writes PNG (ISO/IEC 15948) with what a browser has: 8-bit RGB, opaque. The parts are APNG's, too. */
import { filteredRows } from "gantry/views";
import { crc32 } from "./crc32.ts";

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

export const SIGNATURE: Bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const word = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 0xff,
  (value >>> 8) & 0xff,
  value & 0xff,
];

/** A part of the file: its length, its name of four letters, what it holds, a check. */
export function chunk(name: string, ...body: readonly ArrayLike<number>[]): Bytes {
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(length + 12);
  bytes.set([...word(length), ...Array.from(name, (letter) => letter.charCodeAt(0))]);
  let at = 8;
  for (const part of body) {
    bytes.set(part, at);
    at += part.length;
  }
  bytes.set(word(crc32(bytes.subarray(4, at))), at);
  return bytes;
}

/** Eight bits, RGB, deflate, filters by row, not interlaced. */
export const headerOf = ({ width, height }: PngSize): Bytes =>
  chunk("IHDR", word(width), word(height), [8, 2, 0, 0, 0]);

export const END: Bytes = chunk("IEND");

/** A picture as it stands in a file. @param rgba four bytes a pixel, opaque */
export function packedPicture({ width, height }: PngSize, rgba: Uint8ClampedArray): Promise<Bytes> {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from] as number;
    data[to + 1] = rgba[from + 1] as number;
    data[to + 2] = rgba[from + 2] as number;
  }
  return deflated(filteredRows({ kind: "pixels", width, height, channels: 3, data }));
}

async function deflated(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** @returns the file's parts */
export async function pngParts(size: PngSize, rgba: Uint8ClampedArray): Promise<Bytes[]> {
  return [SIGNATURE, headerOf(size), chunk("IDAT", await packedPicture(size, rgba)), END];
}
