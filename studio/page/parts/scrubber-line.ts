/** @file The scrubber's line: one number of the run over its pictures, and where a step lies among them. */
import type { EvaluationRow } from "gantry/store";
import { countNotAfter } from "../state/scrubber.ts";
import type { Column } from "../state/series-store.ts";

/** Where a step lies from the first picture, 0, to the last, 1; between two pictures by their steps. */
export function shareOf(steps: readonly number[], step: number): number {
  const last = steps.length - 1;
  if (last < 1) return 0;
  const at = countNotAfter(steps, step) - 1;
  if (at < 0) return 0;
  if (at >= last) return 1;
  const [from, to] = [steps[at] as number, steps[at + 1] as number];
  return (at + (step - from) / (to - from)) / last;
}

export interface Course {
  /** What it is called: a metric's name, or a column's. */
  readonly name: string;
  readonly step: readonly number[];
  readonly value: readonly number[];
}

/** A course of fewer evaluations says little. */
const EVALUATIONS = 3;

/** What says most of how good the pictures are: the evaluations, else their diversity, else D's loss. */
export function courseOf(
  evaluations: readonly EvaluationRow[],
  column: (name: string) => Column | undefined,
): Course | null {
  const name = Object.keys(evaluations.at(-1)?.values ?? {})[0];
  const like = evaluations.filter(({ values }) => name !== undefined && Number.isFinite(values[name]));
  if (name !== undefined && like.length >= EVALUATIONS) {
    return { name, step: like.map(({ step }) => step), value: like.map(({ values }) => values[name] as number) };
  }
  for (const each of ["diversity", "lossD"]) {
    const found = column(each);
    if (found !== undefined && found.step.length > 1) return { name: each, step: found.step, value: found.mean };
  }
  return null;
}

/**
 * A path from left (0) to right (`width`), its least value at the bottom. Steps before the first picture and after the
 * last are left out; what is not finite is a gap. Empty of fewer than two points.
 */
export function linePath(
  steps: readonly number[],
  { step, value }: Pick<Course, "step" | "value">,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const within = step.map((at, i) => [at, value[i] as number] as const).filter(([at]) => at >= first && at <= last);
  const finite = within.map(([, y]) => y).filter(Number.isFinite);
  if (finite.length < 2) return "";
  const low = finite.reduce((a, b) => Math.min(a, b));
  const range = finite.reduce((a, b) => Math.max(a, b)) - low || 1;
  let path = "";
  let pen = "M";
  for (const [at, y] of within) {
    if (Number.isFinite(y)) {
      path += `${pen}${(shareOf(steps, at) * width).toFixed(1)} ${((1 - (y - low) / range) * height).toFixed(1)}`;
    }
    pen = Number.isFinite(y) ? "L" : "M";
  }
  return path;
}

/** Of so many pictures, each so many-th has a small one: at most `most`, and the same ones while more come. */
export function strideOf(count: number, most: number): number {
  let stride = 1;
  while (Math.ceil(count / stride) > Math.max(1, most)) stride *= 2;
  return stride;
}

/** Those of every stride, coarse ones first, so that the whole is told at once and filled in. */
export function coarseFirst(count: number, stride: number): number[] {
  const order: number[] = [];
  let step = stride;
  while (step * 4 < count) step *= 2;
  for (const seen = new Set<number>(); step >= stride; step = Math.floor(step / 2)) {
    for (let i = 0; i < count; i += step) {
      if (!seen.has(i)) order.push(i);
      seen.add(i);
    }
  }
  return order;
}
