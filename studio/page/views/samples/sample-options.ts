/** @file What of the Samples view stands in the address: `?show=time&cell=12&zoom=2&a=100&wipe=0.5&every=5`. */
import type { Query } from "../../state/route.ts";

export const SHOWN = ["grid", "time", "compare", "reals"] as const;
export type Shown = (typeof SHOWN)[number];

export interface SampleOptions {
  readonly show: Shown;
  /** The chosen cell; null for none. */
  readonly cell: number | null;
  /** Null: as large as fits. */
  readonly zoom: number | null;
  /** The step on the left of two; null for the first. */
  readonly a: number | null;
  /** Where the left side ends, 0 … 1. */
  readonly wipe: number;
  /** Each so many-th picture of a strip; null: as many as are easily looked through. */
  readonly every: number | null;
}

export const LARGEST_ZOOM = 16;

function whole(text: string | undefined, low: number, high: number): number | null {
  if (text === undefined || !/^\d{1,12}$/.test(text)) return null;
  return Math.min(high, Math.max(low, Number(text)));
}

export function sampleOptions(query: Query): SampleOptions {
  const wipe = Number(query.wipe ?? "0.5");
  return {
    show: SHOWN.find((known) => known === query.show) ?? "grid",
    cell: whole(query.cell, 0, 9999),
    zoom: whole(query.zoom, 1, LARGEST_ZOOM),
    a: whole(query.a, 0, Number.MAX_SAFE_INTEGER),
    wipe: wipe >= 0 && wipe <= 1 ? wipe : 0.5,
    every: whole(query.every, 1, 10_000),
  };
}

/** Of rising steps, the one nearest to what was asked for. */
export function nearestStep(steps: readonly number[], asked: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < asked) low = middle + 1;
    else high = middle;
  }
  const [above, below] = [steps[low] as number, steps[Math.max(0, low - 1)] as number];
  return Math.abs(asked - below) <= Math.abs(above - asked) ? below : above;
}

/** A strip of at most so many pictures is looked through without patience. */
const EASY = 240;
export const STRIDES: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

export const easyStride = (count: number): number =>
  STRIDES.find((stride) => count / stride <= EASY) ?? (STRIDES.at(-1) as number);

/** Every so many-th, the first and the last always. */
export function thinned(steps: readonly number[], stride: number): number[] {
  const last = steps.length - 1;
  return steps.filter((_, i) => i === last || (i % stride === 0 && (i === 0 || last - i >= stride / 2)));
}
