/** @file The data sheet: what `gantry data` prints and a run's report shows. Plain values, ready for JSON. */
import type { Attribute } from "../base/attribute.ts";
import { sizeOf } from "../base/shape.ts";
import type { DataProblem, Dataset, SourceSize } from "./dataset.ts";
import { type Duplicates, findDuplicates } from "./duplicates.ts";
import { dataProblem } from "./problem.ts";

/** One channel or one coordinate over all items. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
}

export interface DataSheet {
  readonly name: string;
  readonly kind: Dataset["kind"];
  readonly count: number;
  readonly shape: readonly number[];
  readonly fingerprint: string;
  /** Before cropping and resizing, most frequent first; null where items came in their size, or are points. */
  readonly sources: readonly SourceSize[] | null;
  readonly classes: readonly { readonly name: string; readonly count: number }[] | null;
  /** What numbers are known of each item; null where there are none. */
  readonly attributes: readonly Attribute[] | null;
  /** One a channel (pixels in [−1, 1]) or coordinate. */
  readonly ranges: readonly ValueRange[];
  readonly duplicates: Duplicates;
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataProblem[];
  /** Items worth looking at: the same number of each class, spread over the data. */
  readonly contact: readonly number[];
}

export interface DescribeOptions {
  /** Items on the contact sheet; 64 by default. */
  readonly contact?: number;
  /** Groups of equal items that are named; 20 by default. */
  readonly groups?: number;
}

/** Items read at a time. */
const CHUNK = 512;

/** Looks at every item once. */
export function describeDataset(dataset: Dataset, { contact = 64, groups = 20 }: DescribeOptions = {}): DataSheet {
  const { name, kind, count, shape, fingerprint, labels, classes } = dataset;
  const duplicates = findDuplicates(dataset, groups);
  const found = duplicates.count === 0 ? [] : [dataProblem("W309", { count: duplicates.count, total: count })];
  return {
    name,
    kind,
    count,
    shape,
    fingerprint,
    sources: dataset.sources ?? null,
    classes: labels === undefined ? null : classCounts(labels, classes ?? []),
    attributes: dataset.attributes?.columns ?? null,
    ranges: valueRanges(dataset),
    duplicates,
    problems: [...dataset.problems, ...found],
    notes: dataset.notes ?? [],
    contact: contactItems(dataset, contact),
  };
}

function classCounts(
  labels: Int32Array,
  classes: readonly string[],
): { readonly name: string; readonly count: number }[] {
  const counts = new Array<number>(classes.length).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts.map((count, label) => ({ name: classes[label] ?? String(label), count }));
}

/** Calls `visit` with runs of items. @param visit `items`: `[length, ...shape]`, reused; `start`: index of the first */
export function eachChunk(dataset: Dataset, visit: (items: Float32Array, start: number) => void): void {
  const size = sizeOf(dataset.shape);
  const buffer = new Float32Array(CHUNK * size);
  for (let start = 0; start < dataset.count; start += CHUNK) {
    const indices = Array.from({ length: Math.min(CHUNK, dataset.count - start) }, (_, i) => start + i);
    dataset.read(indices, buffer);
    visit(buffer.subarray(0, indices.length * size), start);
  }
}

/** Sums about the first value, which keeps the variance exact where the mean is far from 0. */
function valueRanges(dataset: Dataset): ValueRange[] {
  const [bands = 1] = dataset.shape;
  const area = sizeOf(dataset.shape) / bands;
  const sums = Array.from({ length: bands }, () => ({
    min: Infinity,
    max: -Infinity,
    sum: 0,
    squares: 0,
    origin: Number.NaN,
  }));
  eachChunk(dataset, (items) => {
    for (let i = 0; i < items.length; i += 1) {
      const value = items[i] as number;
      const band = sums[Math.floor(i / area) % bands] as (typeof sums)[number];
      if (Number.isNaN(band.origin)) band.origin = value;
      if (value < band.min) band.min = value;
      if (value > band.max) band.max = value;
      band.sum += value - band.origin;
      band.squares += (value - band.origin) ** 2;
    }
  });
  const n = dataset.count * area;
  return sums.map(({ min, max, sum, squares, origin }) => {
    const variance = Math.max(0, squares / n - (sum / n) ** 2);
    return { min, max, mean: origin + sum / n, std: Math.sqrt(variance) };
  });
}

/**
 * Chooses items for a contact sheet: rows of classes in turn where there are labels, else evenly spread.
 * @returns at most `wanted` indices
 */
export function contactItems({ count, labels, classes }: Dataset, wanted: number): number[] {
  if (labels === undefined || classes === undefined) {
    const length = Math.min(wanted, count);
    return Array.from({ length }, (_, i) => Math.floor((i * count) / length));
  }
  const byClass: number[][] = classes.map(() => []);
  for (const [index, label] of labels.entries()) byClass[label]?.push(index);
  const chosen: number[] = [];
  for (let round = 0; chosen.length < Math.min(wanted, count); round += 1) {
    for (const members of byClass) {
      const index = members[round];
      if (index !== undefined && chosen.length < wanted) chosen.push(index);
    }
  }
  return chosen;
}
