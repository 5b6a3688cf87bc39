/**
 * @file Real items that samples are compared with while a run trains: some hundred, read once, and what they say of
 * themselves. How far two halves of them are apart is the noise floor of the distance.
 */
import { permutation } from "../base/random.ts";
import { COPY } from "../metrics/memorisation.ts";
import { countOf, distancesWithin, type Items, meanWithin, medianOf, nearest, shareWithin } from "./distances.ts";

export interface Reference {
  readonly items: Items;
  /** Whether these are all the data: only then can a copy be told from a new item. */
  readonly whole: boolean;
  /** Mean distance between two of them; 0 where all are alike. */
  readonly spread: number;
  /** Of each, to its k-th neighbour: what lies nearer is in its neighbourhood. */
  readonly radii: Float32Array;
  /** The median distance to the nearest other one. */
  readonly gap: number;
  /** Share of them that lie within a quarter of that of another: what chance does. */
  readonly close: number;
  /** Energy distance over `spread` that as many samples of the data itself stay below in 19 of 20 cases. */
  readonly floor: number;
}

/** Most real items; as many as samples are looked at. */
export const MOST_ITEMS = 500;
/** Multiplications that a comparison may cost: thousandths of a second for points, tenths for large images. */
const MOST_WORK = 2e8;
/** A neighbourhood holds this share of the real items, but `FEWEST` at least: fewer than a mode of `grid25` has. */
const NEIGHBOURS = 0.02;
const FEWEST = 3;
const SPLITS = 20;

/** How many real items of `size` numbers are looked at. @param count of the data */
export const referenceCount = (count: number, size: number): number =>
  Math.min(count, MOST_ITEMS, Math.max(64, Math.floor(Math.sqrt(MOST_WORK / size))));

/**
 * @param items real ones, spread over the data @param whole whether they are all the data
 * @param samples how many samples will be compared with them
 */
export function referenceOf(items: Items, whole: boolean, samples: number): Reference {
  const count = countOf(items);
  const within = distancesWithin(items);
  const spread = meanWithin(within, count);
  return {
    items,
    whole,
    spread,
    radii: radiiOf(within, count),
    ...gapsOf(within, count),
    floor: floorOf(within, count, spread, samples),
  };
}

function gapsOf(within: Float32Array, count: number): Pick<Reference, "gap" | "close"> {
  if (count < 2) return { gap: 0, close: 0 };
  const gaps = nearest(within, count, true);
  const gap = medianOf(gaps);
  return { gap, close: shareWithin(gaps, COPY * gap) };
}

function radiiOf(within: Float32Array, count: number): Float32Array {
  const k = Math.min(count - 1, Math.max(FEWEST, Math.round(NEIGHBOURS * count)));
  return Float32Array.from({ length: count }, (_, i) => {
    const row = within.slice(i * count, (i + 1) * count).sort(); // the first is the item itself
    return row[k] as number;
  });
}

/**
 * Random halves are compared. Under the same distribution the estimate scales as 1/n + 1/m, so what holds for halves is
 * scaled to `samples` against all.
 */
function floorOf(within: Float32Array, count: number, spread: number, samples: number): number {
  const half = count >> 1;
  if (half < 2 || spread === 0) return 0;
  const found = Array.from({ length: SPLITS }, (_, split) => {
    const order = permutation({ seed: 0, stream: "diagnosis/floor", counter: split }, count);
    return halvesApart(within, count, order, half) / spread;
  }).sort((a, b) => a - b);
  const scale = (1 / samples + 1 / count) / (2 / half);
  return Math.max(0, (found.at(-2) as number) * scale);
}

/** 2 E d(a, b) − E d(a, a′) − E d(b, b′), with a and b of the two halves. */
function halvesApart(within: Float32Array, count: number, order: Uint32Array, half: number): number {
  let [across, inside] = [0, 0];
  for (let i = 0; i < 2 * half; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const d = within[(order[i] as number) * count + (order[j] as number)] as number;
      if (i >= half && j < half) across += d;
      else inside += d;
    }
  }
  return (2 * across) / (half * half) - (2 * inside) / (half * (half - 1));
}
