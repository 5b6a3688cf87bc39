/** @file The checkpoints of a run that are whole, and the one that is nearest to a step. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { isFile, realInside } from "./place.ts";
import type { WatchedRun } from "./watched-run.ts";

export interface CheckpointFile {
  readonly step: number;
  /** Of `state.safetensors`. */
  readonly path: string;
}

const NAME = /^(\d{6,15})(?:-(\d{1,6}))?$/;

/** By step, rising, of each the newest copy. What leads out of the run by a link is none. */
export function checkpointFiles(run: WatchedRun): readonly CheckpointFile[] {
  const root = realInside(join(run.path, ".."), run.path);
  if (root === null) return [];
  const found = namesIn(join(root, "checkpoints")).flatMap((name) => {
    const [, step, copy = "1"] = NAME.exec(name) ?? [];
    if (step === undefined) return [];
    const path = realInside(root, join(root, "checkpoints", name, "state.safetensors"));
    const whole = path !== null && isFile(path) && isFile(join(root, "checkpoints", name, "state.json"));
    return whole ? [{ step: Number(step), copy: Number(copy), path }] : [];
  });
  found.sort((a, b) => a.step - b.step || a.copy - b.copy);
  return found.filter(({ step }, i) => found[i + 1]?.step !== step).map(({ step, path }) => ({ step, path }));
}

/** Of a checkpoint's path, as a run's pointers have it: `checkpoints/000500`, or `000500-2`. */
export function stepOf(path: string | null): number | null {
  const digits = /(\d{6,})(-\d+)?$/.exec(path ?? "")?.[1];
  return digits === undefined ? null : Number(digits);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param step null: the last one @returns undefined where there is none at all */
export function nearestCheckpoint(files: readonly CheckpointFile[], step: number | null): CheckpointFile | undefined {
  if (step === null) return files.at(-1);
  const away = (file: CheckpointFile): number => Math.abs(file.step - step);
  return files.reduce<CheckpointFile | undefined>(
    (best, file) => (best === undefined || away(file) < away(best) ? file : best),
    undefined,
  );
}

/** What a checkpoint is asked for: one that was removed meanwhile is no fault of anybody's. @throws E616 */
export async function ofCheckpoint<T>(run: WatchedRun, { path }: CheckpointFile, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new GantryError("E616", { id: run.id, file: path.slice(run.path.length + 1) }, { cause: error });
  }
}
