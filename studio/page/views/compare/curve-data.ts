/** @file Curves of several runs over the same axis: points, the range of both axes, round numbers on them. */
import type { RunDetail } from "../../../api/index.ts";
import type { OpenRun } from "../../state/open-run.ts";
import { positionsAt, type Unit } from "./alignment.ts";

/** What a run logged under a name, by what it is compared by; y is finite. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Shown before anybody chooses. */
export const USUAL = ["lossD", "lossG", "diversity", "distance"] as const;

/** All names under which any of the runs has numbers: what is logged as it trains, then what evaluations measured. */
export function curveNames(runs: readonly Pick<OpenRun, "series" | "detail">[]): readonly string[] {
  const logged = runs.flatMap(({ series }) => series.names());
  const measured = runs.flatMap(
    ({ detail }) => detail.peek()?.evaluations.flatMap(({ values }) => Object.keys(values)) ?? [],
  );
  return [...new Set([...logged, ...measured])];
}

/** @returns null where the run has no such numbers */
export function curveOf(
  { series, detail }: Pick<OpenRun, "series" | "detail">,
  name: string,
  unit: Unit,
): Curve | null {
  const column = series.column(name);
  const points = column === undefined ? measuredOf(detail.peek(), name) : { step: column.step, y: column.mean };
  const x = positionsAt(series.axis(), points.step, unit);
  if (x === null) return null;
  const finite = points.y.flatMap((y, i) => (Number.isFinite(y) ? [i] : []));
  if (finite.length === 0) return null;
  return { x: finite.map((i) => x[i] as number), y: finite.map((i) => points.y[i] as number) };
}

/** One number a step: the last evaluation of it. */
function measuredOf(
  detail: RunDetail | null,
  name: string,
): { readonly step: readonly number[]; readonly y: readonly number[] } {
  const bySteps = new Map<number, number>();
  for (const { step, values } of detail?.evaluations ?? []) {
    const value = values[name];
    if (typeof value === "number") bySteps.set(step, value);
  }
  const sorted = [...bySteps].sort(([a], [b]) => a - b);
  return { step: sorted.map(([step]) => step), y: sorted.map(([, value]) => value) };
}

export type Range = readonly [number, number];

/** Least and most of all, with air around; a flat line gets some too. */
export function rangeOf(values: readonly (readonly number[])[], air: number): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of values) {
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return [0, 1];
  const span = high - low || Math.abs(high) || 1;
  return [low - air * span, high + air * span];
}

/** 0.7 / 0.1 is a little less than 7. */
const ROUNDING = 1e-9;

/** Round numbers within a range, about so many: 1, 2 or 5 times a power of ten apart. */
export function ticksIn([low, high]: Range, about: number): readonly number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - ROUNDING);
  const count = Math.floor(high / step + ROUNDING) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The value at a point, or the nearest before it; null before the first. */
export function valueAt({ x, y }: Curve, at: number): number | null {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (y[low - 1] as number);
}
