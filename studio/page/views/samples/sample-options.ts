/**
 * @file What of the Samples view stands in the address: `?show=time&cell=12&zoom=2&every=5&weights=live`,
 * `?show=compare&left=run:0002-cats&a=100&wipe=0.5`.
 */
import type { SampleWeights } from "gantry/store";
import type { Query } from "../../state/route.ts";

export const SHOWN = ["grid", "time", "compare", "reals"] as const;
export type Shown = (typeof SHOWN)[number];

export interface SampleOptions {
  readonly show: Shown;
  /** The chosen cell; null for none. */
  readonly cell: number | null;
  /** Null: as large as fits. */
  readonly zoom: number | null;
  /** Whose samples are shown. */
  readonly weights: SampleWeights;
  /** What stands on the left of two. */
  readonly left: Left;
  /** The step on the left of two; null for the first, of another run for the present one. */
  readonly a: number | null;
  /** Where the left side ends, 0 … 1. */
  readonly wipe: number;
  /** Each so many-th picture of a strip; null: as many as are easily looked through. */
  readonly every: number | null;
}

/** Another step of this run, the same step of its other weights, or another run. */
export type Left =
  | { readonly kind: "step" }
  | { readonly kind: "weights" }
  | { readonly kind: "run"; readonly id: string };

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
    weights: query.weights === "live" ? "live" : "average",
    left: leftOf(query.left),
    a: whole(query.a, 0, Number.MAX_SAFE_INTEGER),
    wipe: wipe >= 0 && wipe <= 1 ? wipe : 0.5,
    every: whole(query.every, 1, 10_000),
  };
}

function leftOf(text: string | undefined): Left {
  if (text === "weights") return { kind: "weights" };
  return text?.startsWith("run:") === true ? { kind: "run", id: text.slice(4) } : { kind: "step" };
}

/** As it stands in the address; null for what is usual. */
export const leftText = (left: Left): string | null =>
  left.kind === "step" ? null : left.kind === "run" ? `run:${left.id}` : left.kind;

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
