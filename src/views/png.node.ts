/**
 * @file Writes PNG (ISO/IEC 15948): 8-bit grey, RGB or RGBA. Each row takes the filter with the least sum of absolute
 * differences, as the standard advises (12.8).
 */
import { crc32, deflateSync } from "node:zlib";
import { GantryError } from "../base/error.ts";
import type { Pixels } from "./pixels.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const colourTypes: Readonly<Record<number, number>> = { 1: 0, 3: 2, 4: 6 };

/**
 * @param text Latin-1 keyword → UTF-8 value, kept in `iTXt` chunks
 * @returns the file @throws E112 for a picture without pixels or with other channels
 */
export function encodePng(pixels: Pixels, text: Readonly<Record<string, string>> = {}): Uint8Array {
  const { width, height, channels, data } = pixels;
  const colourType = colourTypes[channels];
  if (colourType === undefined || width < 1 || height < 1 || data.length !== width * height * channels) {
    const got = `${width}×${height}×${channels} with ${data.length} bytes`;
    throw new GantryError("E112", { where: "encodePng", expected: "pixels of 1, 3 or 4 channels", got });
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8); // bits, colour type, deflate, adaptive filters, no interlace
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    ...Object.entries(text).map(([keyword, value]) => chunk("iTXt", textOf(keyword, value))),
    chunk("IDAT", deflateSync(filterRows(pixels), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(body.length + 12);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, body.length + 8)), body.length + 8);
  return bytes;
}

const textOf = (keyword: string, value: string): Buffer =>
  Buffer.concat([Buffer.from(`${keyword}\0`, "latin1"), Buffer.alloc(4), Buffer.from(value, "utf8")]);

type Predict = (left: number, up: number, upLeft: number) => number;

/** By filter type: none, sub, up, average, Paeth. */
const filters: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, upLeft) => {
    const estimate = left + up - upLeft;
    const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
    return a <= b && a <= c ? left : b <= c ? up : upLeft;
  },
];

function filterRows({ width, height, channels, data }: Pixels): Uint8Array {
  const stride = width * channels;
  const out = new Uint8Array(height * (stride + 1));
  const candidates = filters.map(() => new Uint8Array(stride));
  for (let y = 0; y < height; y += 1) {
    const costs = filters.map((predict, type) => {
      return filterRow(data, y * stride, { stride, channels, predict, out: candidates[type] as Uint8Array });
    });
    const best = costs.indexOf(Math.min(...costs));
    out[y * (stride + 1)] = best;
    out.set(candidates[best] as Uint8Array, y * (stride + 1) + 1);
  }
  return out;
}

interface RowFilter {
  readonly stride: number;
  readonly channels: number;
  readonly predict: Predict;
  readonly out: Uint8Array;
}

/** @returns the sum of absolute differences, as signed bytes */
function filterRow(data: Uint8Array, start: number, { stride, channels, predict, out }: RowFilter): number {
  let cost = 0;
  for (let i = 0; i < stride; i += 1) {
    const left = i < channels ? 0 : (data[start + i - channels] as number);
    const up = start === 0 ? 0 : (data[start + i - stride] as number);
    const upLeft = start === 0 || i < channels ? 0 : (data[start + i - stride - channels] as number);
    const difference = ((data[start + i] as number) - predict(left, up, upLeft)) & 0xff;
    out[i] = difference;
    cost += difference < 128 ? difference : 256 - difference;
  }
  return cost;
}
