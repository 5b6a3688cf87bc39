/** @file Norms of weights and gradients over a run: the lines of its log, and the checkpoints behind the last of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isGantryError } from "gantry/base";
import { gradientColumn, weightColumn } from "gantry/store";
import type { SeriesColumn, SeriesReply } from "../../api/index.ts";
import { type CheckpointFile, checkpointFiles, stepOf } from "./checkpoint-files.ts";
import type { SeriesAsked } from "./series.ts";
import type { StateNorms, TensorNorms } from "./state-norms.ts";
import type { WatchedRun } from "./watched-run.ts";

/** Of runs that logged none, by an older version. */
export const NOTHING_LOGGED: SeriesReply = {
  columns: {},
  axis: { step: [], images: [], time: [] },
  rows: 0,
  offset: 0,
};

/**
 * A run that ended between two lines has a checkpoint that is newer than the last; on a graphics card there may be one line
 * and several checkpoints.
 * @param logged the log's lines, as they were asked for
 */
export async function withCheckpoints(
  run: WatchedRun,
  norms: StateNorms,
  logged: SeriesReply,
  { keys, from, to }: Pick<SeriesAsked, "keys" | "from" | "to">,
): Promise<SeriesReply> {
  const last = Math.max(logged.axis.step.at(-1) ?? -1, (from ?? 0) - 1);
  const until = Math.min(to ?? Number.POSITIVE_INFINITY, newestStep(run));
  const newer = checkpointFiles(run).filter(({ step }) => step > last && step <= until);
  const rows = await rowsOf(newer, norms, logged.rows > 0 ? passed : absent);
  const added = new Set(rows.flatMap(({ row }) => [...row.keys()]).filter((name) => keys?.includes(name) ?? true));
  const behind = [...added].map((name) => [name, longer(logged.columns[name], name, rows)] as const);
  return {
    columns: { ...logged.columns, ...Object.fromEntries(behind) },
    axis: { ...logged.axis, step: [...logged.axis.step, ...rows.map(({ step }) => step)] },
    rows: logged.rows + rows.length,
    offset: logged.offset,
  };
}

interface Row {
  readonly step: number;
  readonly row: ReadonlyMap<string, number>;
}

/** One after the other: each may be large, and there may be hundreds. */
async function rowsOf(
  files: readonly CheckpointFile[],
  norms: StateNorms,
  missing: (error: unknown) => null,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { step, path } of files) {
    const row = await norms.of(path).then(rowOf, missing);
    if (row !== null) rows.push({ step, row });
  }
  return rows;
}

/** Where the run stands: a checkpoint beyond it is of an attempt that went on from an earlier one. */
function newestStep({ path }: WatchedRun): number {
  try {
    const last = JSON.parse(readFileSync(join(path, "last.json"), "utf8")) as { readonly path?: unknown };
    return stepOf(String(last.path)) ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const EMPTY: SeriesColumn = { step: [], min: [], max: [], mean: [] };

function longer({ step, min, max, mean }: SeriesColumn = EMPTY, name: string, rows: readonly Row[]): SeriesColumn {
  const values = rows.map(({ row }) => row.get(name) ?? null);
  return {
    step: [...step, ...rows.map((row) => row.step)],
    min: [...min, ...values],
    max: [...max, ...values],
    mean: [...mean, ...values],
  };
}

/** The run goes on, and keeps fewer. */
function absent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw error;
}

/** A log is whole without a checkpoint that is not. */
const passed = (error: unknown): null => (isGantryError(error) && error.code === "E511" ? null : absent(error));

const rowOf = (tensors: readonly TensorNorms[]): ReadonlyMap<string, number> =>
  new Map(
    tensors.flatMap(({ name, weight, gradient }) => [
      [weightColumn(name), weight] as const,
      ...(gradient === null ? [] : [[gradientColumn(name), gradient] as const]),
    ]),
  );
