/** @file Makes a run's folder, or takes hold of one that is there. */
import { mkdir, readdir, rmdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { GantryError } from "../base/error.ts";
import { codeOf, createWhole, diskError, flushFolder, makeFolder, sweepParts } from "./durable.node.ts";
import { type FolderRun, openFolder } from "./folder.node.ts";
import { acquireRun } from "./lock.node.ts";
import { findRun, readRecord } from "./open-run.node.ts";
import { defaultKeep, type Keep } from "./retention.ts";
import { jsonText, RUN_FILE, runMarks } from "./run-files.ts";
import { checkName, numberOf, runName } from "./run-names.ts";
import { type NewRunRecord, RUN_FORMAT, type RunRecord } from "./run-record.ts";
import { trashedNames } from "./trash.node.ts";

export interface CreateOptions {
  /** The folder of runs, made if absent. */
  readonly root: string;
  /** The folder's exact name; without it the next number, the data's name and the recipe's. */
  readonly name?: string;
  readonly record: NewRunRecord;
  readonly keep?: Keep;
}

/**
 * Makes a run and takes hold of it.
 *
 * @throws E500 a file is in the way, E507 the name is taken, E512 no system-wide name, E502, E503
 */
export async function createRun({ root, name, record, keep = defaultKeep }: CreateOptions): Promise<FolderRun> {
  await makeFolder(root);
  const path = name === undefined ? await makeNumbered(root, record) : await makeNamed(root, checkName(name));
  const lock = await acquireRun(path);
  try {
    const full: RunRecord = {
      format: RUN_FORMAT,
      name: path.slice(resolve(root).length + 1),
      createdAt: new Date().toISOString(),
      ...record,
    };
    if (!(await createWhole(join(path, RUN_FILE), jsonText(full)))) {
      throw new GantryError("E507", { path, found: RUN_FILE });
    }
    return await openFolder({ path, record: full, lock, keep });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Takes hold of a run to train it on.
 *
 * @param run a path, a number, or the beginning of a name under `root`
 * @throws E504–E506, E509, E513 as `openRun`; E508 another process trains it
 */
export async function resumeRun(
  run: string,
  { root = "runs", keep = defaultKeep }: { readonly root?: string; readonly keep?: Keep } = {},
): Promise<FolderRun> {
  const path = await findRun(run, root);
  const record = await readRecord(path);
  const lock = await acquireRun(path);
  try {
    await sweepParts(path);
    return await openFolder({ path, record, lock, keep });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function makeNamed(root: string, name: string): Promise<string> {
  const path = resolve(root, name);
  await makeFolder(path);
  const entries = await readdir(path);
  const found = runMarks.find((mark) => entries.includes(mark));
  if (found !== undefined) throw new GantryError("E507", { path, found });
  return path;
}

/**
 * The next free number. Two processes may want one at once for different names, so the number itself is taken first, by
 * making `.0007`; while it stands nobody else makes a `0007-…`, and those made before are seen.
 */
async function makeNumbered(root: string, { data, recipe }: NewRunRecord): Promise<string> {
  for (let number = Math.max(0, ...(await numbersIn(root))) + 1; ; number += 1) {
    const taking = resolve(root, `.${runName(number, "", "")}`);
    if (!(await makeAlone(taking))) continue;
    try {
      if ((await numbersIn(root)).includes(number)) continue;
      const path = resolve(root, runName(number, data.name, recipe));
      if (await makeAlone(path)) {
        await flushFolder(root);
        return path;
      }
    } finally {
      await rmdir(taking);
    }
  }
}

/** @returns whether the folder is ours: false where it was there */
async function makeAlone(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw diskError(error, path, "write");
  }
}

/** Those in the trash too: a run that comes back should be the only one of its number. */
async function numbersIn(root: string): Promise<number[]> {
  const names = [...(await readdir(root)), ...(await trashedNames(root))];
  return names.map((name) => numberOf(name) ?? 0);
}
