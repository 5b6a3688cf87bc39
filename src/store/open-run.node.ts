/** @file Finds and reads runs, whoever writes them. */
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { GantryError, isGantryError } from "../base/error.ts";
import { checkpointFolders, readJson, readPointer } from "./checkpoint-files.node.ts";
import { readCheckpoint } from "./checkpoint-read.node.ts";
import { codeOf, diskError } from "./durable.node.ts";
import { readEvaluations } from "./evaluations.node.ts";
import { readEvents } from "./events.node.ts";
import { statusOf } from "./folder.node.ts";
import { ownerOf, type RunOwner } from "./lock.node.ts";
import { readMetrics } from "./metrics.node.ts";
import type { MetricsTable } from "./metrics-table.ts";
import { readOutputs } from "./outputs.node.ts";
import { checkRecord, EVENTS_FILE, GRID_FILE, METRICS_FILE, OUTPUTS_FILE, RUN_FILE, SAMPLES } from "./run-files.ts";
import { readLabels } from "./run-labels.node.ts";
import type { RunLabels } from "./run-labels.ts";
import { numberOf, sampleStep } from "./run-names.ts";
import type { EvaluationRow, GridInfo, OutputsRow, RunEvent, RunRecord, RunStatus } from "./run-record.ts";
import type { Checkpoint, WhichCheckpoint } from "./run-store.ts";

/** A run to read; nothing here writes. */
export interface RunFolder {
  readonly path: string;
  readonly name: string;
  readonly record: RunRecord;
  /** As it is: a run whose trainer is gone is `interrupted`, whatever it last wrote. Null before the first status. */
  readonly status: () => Promise<RunStatus | null>;
  readonly owner: () => Promise<RunOwner | null>;
  readonly metrics: () => Promise<MetricsTable>;
  /** What D said of the batches of the steps at which samples were drawn, by step; older runs have none. */
  readonly outputs: () => Promise<readonly OutputsRow[]>;
  readonly events: () => Promise<readonly RunEvent[]>;
  /** What its checkpoints were worth, oldest line first. */
  readonly evaluations: () => Promise<readonly EvaluationRow[]>;
  /** Sample pictures by step. `path`: of the file. */
  readonly samples: () => Promise<readonly { readonly step: number; readonly path: string }[]>;
  readonly grid: () => Promise<GridInfo | null>;
  /** Steps that are kept, rising, and the folders that the pointers name (null for none). */
  readonly checkpoints: () => Promise<CheckpointList>;
  readonly readCheckpoint: (which?: WhichCheckpoint) => Promise<Checkpoint | null>;
  /** Note and tags, as they were said last. */
  readonly labels: () => Promise<RunLabels>;
}

export interface CheckpointList {
  readonly steps: readonly number[];
  readonly last: string | null;
  readonly best: string | null;
}

/**
 * @param run a path, a number (`7`), or the beginning of a name (with or without its number) under `root`
 * @throws E504 no such run, E505 a folder that is none, E506 of a newer format, E509 damaged, E513 more than one fits
 */
export async function openRun(run: string, { root = "runs" }: { readonly root?: string } = {}): Promise<RunFolder> {
  const path = await findRun(run, root);
  return runFolder(path, await readRecord(path));
}

export interface RunList {
  /** By name, so by number. */
  readonly runs: readonly RunFolder[];
  /** Folders whose `run.json` cannot be read, as errors to show. */
  readonly problems: readonly GantryError[];
}

/** All runs of a folder; one that does not exist has none. */
export async function listRuns(root = "runs"): Promise<RunList> {
  const runs: RunFolder[] = [];
  const problems: GantryError[] = [];
  for (const name of await runNames(root)) {
    const path = resolve(root, name);
    try {
      runs.push(runFolder(path, await readRecord(path)));
    } catch (error) {
      if (!isGantryError(error)) throw error;
      problems.push(error);
    }
  }
  return { runs, problems };
}

/** @returns the absolute path of a run's folder @throws E504, E505, E513 */
export async function findRun(run: string, root: string): Promise<string> {
  const direct = resolve(run);
  if (run !== "" && (await isRun(direct))) return direct;
  const names = await runNames(root);
  const matches = matching(run, names);
  if (matches.length === 1) return resolve(root, matches[0] as string);
  if (matches.length > 1) throw new GantryError("E513", { run, root, matches });

  const seen = run === "" ? null : await readdir(direct).catch(() => null);
  if (seen !== null) throw new GantryError("E505", { path: direct, seen: seen.sort() });
  throw new GantryError("E504", { run, root: resolve(root), seen: names });
}

/** The exact name, else those of that number, else those that begin so. */
function matching(run: string, names: readonly string[]): string[] {
  if (names.includes(run)) return [run];
  if (/^\d+$/.test(run)) {
    const numbered = names.filter((name) => numberOf(name) === Number(run));
    if (numbered.length > 0) return numbered;
  }
  if (run === "") return [];
  return names.filter((name) => name.startsWith(run) || name.replace(/^\d+-/, "").startsWith(run));
}

async function runNames(root: string): Promise<string[]> {
  const names = await readdir(root).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
    throw diskError(error, root, "read");
  });
  const runs = await Promise.all(names.map((name) => isRun(join(root, name))));
  return names.filter((_, i) => runs[i]).sort((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0) || (a < b ? -1 : 1));
}

/** Whether a folder holds a run, be it readable or not. */
export async function isRun(path: string): Promise<boolean> {
  return (await stat(join(path, RUN_FILE)).catch(() => null))?.isFile() === true;
}

/** @throws E509 damaged, E506 of a newer format */
export async function readRecord(path: string): Promise<RunRecord> {
  const file = join(path, RUN_FILE);
  const read = await readJson(file);
  if ("damage" in read) throw new GantryError("E509", { path: file, damage: read.damage });
  return checkRecord(read.value, file);
}

function runFolder(path: string, record: RunRecord): RunFolder {
  return {
    path,
    name: basename(path),
    record,
    status: () => currentStatus(path),
    owner: () => ownerOf(path),
    metrics: () => readMetrics(join(path, METRICS_FILE)),
    outputs: () => readOutputs(join(path, OUTPUTS_FILE)),
    events: () => readEvents(join(path, EVENTS_FILE)),
    evaluations: () => readEvaluations(path),
    samples: () => samplesOf(path),
    grid: () => gridOf(path),
    checkpoints: () => checkpointsOf(path),
    readCheckpoint: (which) => readCheckpoint(path, which),
    labels: () => readLabels(path, record),
  };
}

async function currentStatus(path: string): Promise<RunStatus | null> {
  const status = await statusOf(path);
  if (status?.state !== "training" && status?.state !== "paused") return status;
  return (await ownerOf(path)) === null ? { ...status, state: "interrupted", pid: null, processStart: null } : status;
}

async function samplesOf(path: string): Promise<{ step: number; path: string }[]> {
  const names = await readdir(join(path, SAMPLES)).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw diskError(error, join(path, SAMPLES), "read");
  });
  return names
    .flatMap((name) => {
      const step = sampleStep(name);
      return step === undefined ? [] : [{ step, path: join(path, SAMPLES, name) }];
    })
    .sort((a, b) => a.step - b.step);
}

async function gridOf(path: string): Promise<GridInfo | null> {
  const read = await readJson(join(path, GRID_FILE));
  return "value" in read ? (read.value as GridInfo) : null;
}

async function checkpointsOf(path: string): Promise<CheckpointList> {
  const folders = await checkpointFolders(path);
  const pathOf = async (which: "last" | "best"): Promise<string | null> => {
    const pointer = await readPointer(path, which);
    return "value" in pointer ? join(path, pointer.value.path) : null;
  };
  const steps = [...new Set(folders.map(({ step }) => step))];
  return { steps, last: await pathOf("last"), best: await pathOf("best") };
}
