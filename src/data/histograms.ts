/** @file How values are spread: counts in bins of equal width. */
import { sizeOf } from "../base/shape.ts";
import type { Dataset } from "./dataset.ts";
import { eachChunk } from "./describe.ts";

/** The last bin has its upper end; what lies outside, or is no number, is in none. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly bins: readonly number[];
}

/** @param every of `values` each `every`-th from `first` on; all by default */
export function histogramOf(
  values: ArrayLike<number>,
  { from, to }: Pick<Histogram, "from" | "to">,
  bins: number,
  { first = 0, every = 1 }: { readonly first?: number; readonly every?: number } = {},
): Histogram {
  const counts = new Array<number>(bins).fill(0);
  for (let i = first; i < values.length; i += every) count(counts, from, to, values[i] as number);
  return { from, to, bins: counts };
}

/** Where the range is a single value, all of it is in the first bin. */
function count(bins: number[], from: number, to: number, value: number): void {
  if (!(value >= from && value <= to)) return;
  const bin = to > from ? Math.min(bins.length - 1, Math.floor(((value - from) / (to - from)) * bins.length)) : 0;
  bins[bin] = (bins[bin] as number) + 1;
}

/**
 * Of each channel (between −1 and 1) or coordinate (between its least and its most), over all items.
 * @param ranges of the data sheet
 */
export function valueHistograms(
  dataset: Dataset,
  ranges: readonly { readonly min: number; readonly max: number }[],
  bins: number,
): Histogram[] {
  const area = sizeOf(dataset.shape) / ranges.length;
  const ends = ranges.map(({ min, max }) => (dataset.kind === "images" ? { from: -1, to: 1 } : { from: min, to: max }));
  const counts = ranges.map(() => new Array<number>(bins).fill(0));
  eachChunk(dataset, (items) => {
    for (let i = 0; i < items.length; i += 1) {
      const band = Math.floor(i / area) % ranges.length;
      const { from, to } = ends[band] as Pick<Histogram, "from" | "to">;
      count(counts[band] as number[], from, to, items[i] as number);
    }
  });
  return counts.map((bins, band) => ({ ...(ends[band] as Pick<Histogram, "from" | "to">), bins }));
}
