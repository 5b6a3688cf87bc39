/**
 * @file Rows of a PNG (ISO/IEC 15948): each takes the filter with the least sum of absolute differences, as the standard
 * advises (12.8).
 */
import type { Pixels } from "./pixels.ts";

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

/** @returns what PNG compresses: each row behind the number of its filter */
export function filteredRows({ width, height, channels, data }: Pixels): Uint8Array<ArrayBuffer> {
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
