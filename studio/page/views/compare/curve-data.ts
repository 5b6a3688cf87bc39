/** @file Curves of several runs over the same axis. */
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
