/** @file Training as a process of its own, through the built package; and what such a process leaves. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { openRun, type RunFolder } from "../../src/store/open-run.node.ts";
import { type Running, start } from "./gantry-process.ts";

const root = resolve(import.meta.dirname, "../..");

const builtModule = (path: string): Promise<unknown> =>
  import(/* @vite-ignore */ pathToFileURL(join(root, "dist/node", path)).href);

/** The package as it was built: workers start from built files. */
export const built = (await builtModule("index.js")) as typeof import("../../src/index.node.ts");

export const builtTraining = (await builtModule(
  "training.node.js",
)) as typeof import("../../src/training/index.node.ts");

export const childFile = (name: string): string => join(import.meta.dirname, "training-children", name);

/** A folder that is gone after the file's last test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gantry-training-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Asked {
  readonly train?: Readonly<Record<string, unknown>>;
  readonly resume?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Leave the iteration after this step. */
  readonly leaveAt?: number;
}

/** A line that the child said. */
export interface Said {
  readonly type: string;
  readonly step: number;
  readonly code?: string;
  readonly status?: string;
  readonly message?: string;
  readonly [key: string]: unknown;
}

export const startTraining = (asked: Asked, cwd: string): Running =>
  start(process.execPath, [childFile("train.mjs"), JSON.stringify(asked)], cwd);

export const linesOf = (out: string): Said[] =>
  out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);

/** Trains in a process to its end. @returns what it said @throws where it wrote to stderr */
export async function trainedApart(asked: Asked, cwd: string): Promise<Said[]> {
  const { out, err } = await startTraining(asked, cwd).ended;
  if (err !== "") throw new Error(err);
  return linesOf(out);
}

/** The newest checkpoint's `state.safetensors`. */
export async function stateBytes(run: string): Promise<Buffer> {
  const { last } = await (await openRun(run)).checkpoints();
  return readFile(join(last as string, "state.safetensors"));
}

/** The newest row of each logged step, without what the clock and the attempts say. */
export async function rowsOf(run: RunFolder): Promise<Record<string, number>[]> {
  const { length, columns } = await run.metrics();
  const names = [...columns.keys()].filter((name) => !["time", "attempt", "msPerStep"].includes(name)).sort();
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(names.map((name) => [name, columns.get(name)?.[i] as number])),
  );
}
