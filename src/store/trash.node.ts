/**
 * @file Runs that somebody does not want to see any more: moved into `.trash` of their own folder, each below a folder
 * named by when, so that it keeps its name: `.trash/20261121T080455123Z/0007-cats`. Nothing is deleted; whoever needs
 * the space deletes `.trash`.
 */
import { lstat, mkdir, readdir, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { GantryError, isGantryError } from "../base/error.ts";
import { codeOf, diskError, flushFolder, makeFolder, moveFolder } from "./durable.node.ts";
import { acquireRun, damagedOwner, type RunLock } from "./lock.node.ts";
import { isRun, readRecord } from "./open-run.node.ts";
import { checkName, numberOf } from "./run-names.ts";
import type { RunRecord } from "./run-record.ts";

export const TRASH = ".trash";

/** A run in the trash. */
export interface TrashedRun {
  /** Its folder's name in `.trash`: when, to the millisecond. */
  readonly entry: string;
  readonly name: string;
  /** The run's folder where it is now. */
  readonly path: string;
  /** ISO 8601, UTC. */
  readonly trashedAt: string;
  /** Null where it cannot be read. */
  readonly record: RunRecord | null;
}

/**
 * Moves a run into the trash beside it.
 * @param path the run's folder
 * @throws E505 it is no run, E521 it is trained, may be, or is a link; E502, E503
 */
export async function trashRun(path: string): Promise<TrashedRun> {
  const from = resolve(path);
  const [name, trash] = [basename(from), join(dirname(from), TRASH)];
  if (!(await isRun(from))) throw new GantryError("E505", { path: from, seen: await namesIn(from) });
  if ((await lstat(from)).isSymbolicLink()) throw new GantryError("E521", { run: name, pid: null });
  const lock = await holdOf(from, name); // while it is ours nobody begins to train it
  let at = from;
  try {
    const entry = await makeEntry(trash);
    await moveFolder(from, join(trash, entry, name)).catch(async (error: unknown) => {
      await rmdir(join(trash, entry)).catch(() => {});
      throw error;
    });
    at = join(trash, entry, name);
    return await trashedIn(trash, entry, name);
  } finally {
    await lock.release(at);
  }
}

async function holdOf(path: string, run: string): Promise<RunLock> {
  const owner = await damagedOwner(path);
  if (owner !== null) throw new GantryError("E521", { run, pid: null, owner });
  return acquireRun(path).catch((error: unknown) => {
    if (!isGantryError(error) || error.code !== "E508") throw error;
    throw new GantryError("E521", { run, pid: (error.parameters as { readonly pid: number }).pid });
  });
}

/** All runs in the trash of a folder of runs, newest first; without one there are none. */
export async function listTrash(root: string): Promise<readonly TrashedRun[]> {
  const trash = resolve(root, TRASH);
  const entries = (await foldersIn(trash)).filter((name) => timeOf(name) !== null);
  const found = entries.sort().map(async (entry) => {
    const names = await foldersIn(join(trash, entry));
    const runs = await Promise.all(names.map((name) => isRun(join(trash, entry, name))));
    return Promise.all(names.filter((_, i) => runs[i]).map((name) => trashedIn(trash, entry, name)));
  });
  return (await Promise.all(found)).flat().reverse();
}

/** Names of what the trash holds, in no order. */
export async function trashedNames(root: string): Promise<readonly string[]> {
  const trash = join(root, TRASH);
  return (await Promise.all((await foldersIn(trash)).map((entry) => foldersIn(join(trash, entry))))).flat();
}

/**
 * Moves a run back to where it was.
 * @param root the folder of runs @param asked an entry, a name, a number or the beginning of a name; of several the newest
 * @returns its folder @throws E522 there is none such, or another run has its name now; E502, E503
 */
export async function restoreRun(root: string, asked: string): Promise<string> {
  const all = await listTrash(root);
  const exact = all.find(({ entry }) => entry === asked) ?? all.find(({ name }) => name === asked);
  const found = exact ?? all.find(({ name }) => isMeant(name, asked));
  const fail = (name: string, taken: boolean): never => {
    throw new GantryError("E522", { run: name, root: resolve(root), taken, seen: all.map((run) => run.name) });
  };
  if (found === undefined) return fail(asked, false);
  const to = resolve(root, checkName(found.name));
  if ((await stat(to).catch(() => null)) !== null) return fail(found.name, true);
  await moveFolder(found.path, to);
  await rmdir(dirname(found.path)).catch(() => {}); // it holds something else too
  return to;
}

const isMeant = (name: string, asked: string): boolean =>
  /^\d+$/.test(asked) ? numberOf(name) === Number(asked) : asked !== "" && name.startsWith(asked);

/** The next free one of this moment. */
async function makeEntry(trash: string): Promise<string> {
  await makeFolder(trash);
  for (let at = Date.now(); ; at += 1) {
    const entry = new Date(at).toISOString().replace(/[-:.]/g, "");
    try {
      await mkdir(join(trash, entry));
      await flushFolder(trash);
      return entry;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw diskError(error, join(trash, entry), "write");
    }
  }
}

/** `20261121T080455123Z` as `2026-11-21T08:04:55.123Z`; null for no entry of ours. */
function timeOf(entry: string): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(entry);
  if (match === null) return null;
  const [year, month, day, hour, minute, second, millisecond] = match.slice(1);
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`;
}

async function trashedIn(trash: string, entry: string, name: string): Promise<TrashedRun> {
  const path = join(trash, entry, name);
  const record = await readRecord(path).catch(() => null);
  return { entry, name, path, trashedAt: timeOf(entry) ?? "", record };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Folders proper: links in the trash may lead anywhere. */
async function foldersIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found.filter((one) => one.isDirectory()).map(({ name }) => name);
}
