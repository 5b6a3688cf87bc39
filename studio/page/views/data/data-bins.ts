/** @file What the sizes of files say in figures: shorter sides, shapes, channels. */
import type { Bins, DataSheetReply } from "../../../api/index.ts";

type Source = NonNullable<DataSheetReply["sources"]>[number];

const BINS = 24;

/** Counts of a number of each source, in bins from its least to its most. */
function binsOf(sources: readonly Source[], of: (source: Source) => number): Bins {
  const values = sources.map(of);
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const bins = new Array<number>(BINS).fill(0);
  for (const [i, { count }] of sources.entries()) {
    const share = to > from ? ((values[i] as number) - from) / (to - from) : 0;
    const bin = Math.min(BINS - 1, Math.floor(share * BINS));
    bins[bin] = (bins[bin] as number) + count;
  }
  return { from, to, bins };
}

export const shorterSides = (sources: readonly Source[]): Bins =>
  binsOf(sources, ({ width, height }) => Math.min(width, height));

/** Width over height. */
export const aspects = (sources: readonly Source[]): Bins => binsOf(sources, ({ width, height }) => width / height);

/** Files by their number of channels, fewest channels first. */
export function channelCounts(sources: readonly Source[]): { readonly channels: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const { channels, count } of sources) counts.set(channels, (counts.get(channels) ?? 0) + count);
  return [...counts].map(([channels, count]) => ({ channels, count })).sort((a, b) => a.channels - b.channels);
}

/** The middle of the fullest bin. */
export function peakOf({ from, to, bins }: Bins): number {
  const most = bins.reduce((a, b) => Math.max(a, b), 0);
  return from + ((bins.indexOf(most) + 0.5) * (to - from)) / Math.max(1, bins.length);
}
