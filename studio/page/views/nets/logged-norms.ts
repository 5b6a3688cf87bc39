/** @file The last line of the norms' log that is not after a step, of which the page knows only the thinned axis. */
import type { SeriesReply } from "../../../api/index.ts";
import type { SeriesQuery } from "../../source.ts";

export interface LoggedNorms {
  readonly step: number;
  readonly norms: ReadonlyMap<string, number>;
}

/**
 * A few lines of the log with the wanted one among them. The axis of a long log has means of buckets, and at a mean
 * there need be no line: but the last bucket whose mean is not after `step` begins with a line that is not after it
 * either, and all its lines come after the mean of the bucket before.
 * @param steps of the axis, rising @param step null: the newest @returns null where nothing was logged
 */
export function stretchOf(steps: readonly number[], step: number | null): Pick<SeriesQuery, "from" | "to"> | null {
  const first = steps[0];
  if (first === undefined) return null;
  const at = step === null ? steps.length - 1 : steps.findLastIndex((mean) => mean <= step);
  const from = Math.floor(steps[at - 1] ?? 0);
  if (step === null) return { from };
  return { from, to: at < 0 ? Math.max(step, Math.ceil(first)) : step };
}

/** @param reply the lines of `stretchOf`, each by itself @returns the first where all are after the step */
export function normsIn({ axis, columns }: SeriesReply, step: number | null): LoggedNorms | null {
  const at = axis.step.findLast((logged) => step === null || logged <= step) ?? axis.step[0];
  if (at === undefined) return null;
  const norms = new Map<string, number>();
  for (const [name, column] of Object.entries(columns)) {
    const value = column.mean[column.step.findLastIndex((logged) => logged <= at)] ?? null;
    if (value !== null) norms.set(name, value);
  }
  return { step: at, norms };
}
