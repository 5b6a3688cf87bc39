/**
 * @file Rows of a PNG (ISO/IEC 15948): each takes the filter with the least sum of absolute differences, as the standard
 * advises (12.8).
 */
import type { Pixels } from "./pixels.ts";

/** None, sub, up, average, Paeth. */
const FILTERS = 5;

/** @returns what PNG compresses: each row behind the number of its filter */
export function filteredRows({ width, height, channels, data }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = width * channels;
  const written = new Uint8Array(height * (stride + 1));
  const filtered = Array.from({ length: FILTERS }, () => new Uint8Array(stride));
  const costs = new Uint32Array(FILTERS);
  let [line, above] = [new Uint8Array(stride + channels), new Uint8Array(stride + channels)];
  for (let y = 0; y < height; y += 1) {
    line.set(data.subarray(y * stride, (y + 1) * stride), channels);
    filterRow({ line, above, channels }, filtered, costs);
    const best = costs.indexOf(Math.min(...costs));
    written[y * (stride + 1)] = best;
    written.set(filtered[best] as Uint8Array, y * (stride + 1) + 1);
    [line, above] = [above, line];
  }
  return written;
}

/** A row and the one before it, behind one pixel of zeros each. */
interface Row {
  readonly line: Uint8Array;
  readonly above: Uint8Array;
  readonly channels: number;
}

/**
 * All filters in one loop: it is compiled in the middle of a process's first picture, which is often its only one.
 *
 * @param filtered receives the bytes less what each filter predicts
 * @param costs receives their sums of absolute values, as signed bytes
 */
function filterRow({ line, above, channels }: Row, filtered: readonly Uint8Array[], costs: Uint32Array): void {
  const [none, sub, up, average, paeth] = filtered as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  let noneCost = 0;
  let subCost = 0;
  let upCost = 0;
  let averageCost = 0;
  let paethCost = 0;
  for (let i = 0; i < none.length; i += 1) {
    const here = line[i + channels] as number;
    const left = line[i] as number;
    const over = above[i + channels] as number;
    const corner = above[i] as number;
    none[i] = here;
    sub[i] = here - left; // modulo 256, as a byte keeps it
    up[i] = here - over;
    average[i] = here - ((left + over) >> 1);
    paeth[i] = here - nearestOf(left, over, corner);
    noneCost += magnitude(here);
    subCost += magnitude(sub[i] as number);
    upCost += magnitude(up[i] as number);
    averageCost += magnitude(average[i] as number);
    paethCost += magnitude(paeth[i] as number);
  }
  costs.set([noneCost, subCost, upCost, averageCost, paethCost]);
}

/** Of the three neighbours, the one nearest to left + over − corner (9.4). */
function nearestOf(left: number, over: number, corner: number): number {
  const a = Math.abs(over - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + over - 2 * corner);
  return a <= b && a <= c ? left : b <= c ? over : corner;
}

const magnitude = (byte: number): number => (byte < 128 ? byte : 256 - byte);
