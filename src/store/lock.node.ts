/**
 * @file One trainer a run. The owner is named by pid and process start, so a killed one, a zombie or another process
 * with its pid owns nothing and is replaced at once, without waiting for a heartbeat.
 *
 * Taking hold is free of races: owners stand in files `owner-1.json`, `owner-2.json`, …, each created whole and
 * exclusively, and the highest number counts. Whoever finds that owner gone creates the next number; of several, one
 * succeeds. The highest file is never removed (letting go writes `released` into it), so a slow starter who decided on
 * an old list cannot create a number that is higher than all.
 *
 * Two computers that share one network folder are not kept apart: the other's processes cannot be asked.
 */
import { readdir, readFile, realpath, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { GantryError } from "../base/error.ts";
import { codeOf, createWhole, diskError, writeWhole } from "./durable.node.ts";
import { type IdentifyProcess, identifyProcess } from "./process-identity.node.ts";

export interface RunOwner {
  readonly pid: number;
  /** From `IdentifyProcess`. */
  readonly processStart: string;
  readonly host: string;
  /** The folder it owns: a copy of the folder is nobody's. */
  readonly path: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly released?: boolean;
}

export interface RunLock {
  readonly owner: RunOwner;
  /** @param path where the run's folder is by now, if it was moved */
  readonly release: (path?: string) => Promise<void>;
}

/**
 * Takes hold of a run for this process. A worker that dies does not let go: whoever started it does, with
 * `releaseForDead`.
 *
 * @param path the run's folder @param identify replaces how processes are looked up, for tests
 * @throws E508 naming the live owner
 */
export async function acquireRun(path: string, identify: IdentifyProcess = identifyProcess): Promise<RunLock> {
  const owner = await thisOwner(path, identify);
  for (;;) {
    const { number, owner: previous } = await newestOwner(path);
    if (previous !== null && (await isLive(previous, owner.path, identify))) {
      throw new GantryError("E508", { path, pid: previous.pid, since: previous.since });
    }
    const mine = ownerFile(path, number + 1);
    if (!(await createWhole(mine, jsonOf(owner)))) continue;
    if ((await newestOwner(path)).number > number + 1) {
      await rm(mine, { force: true });
      continue;
    }
    await removeOlder(path, number + 1);
    const release: RunLock["release"] = (at = path) =>
      writeWhole(ownerFile(at, number + 1), jsonOf({ ...owner, released: true }));
    return { owner, release };
  }
}

/**
 * Lets go of a run for a thread that ended without doing so. What somebody else holds by now, or that thread has
 * released, stays as it is.
 *
 * @param owner what `acquireRun` gave that thread
 */
export async function releaseForDead(owner: RunOwner): Promise<void> {
  const { number, owner: newest } = await newestOwner(owner.path);
  if (newest === null || jsonOf(newest) !== jsonOf(owner)) return;
  await writeWhole(ownerFile(owner.path, number), jsonOf({ ...owner, released: true }));
}

/** @returns who trains the run now, null for nobody */
export async function ownerOf(path: string, identify: IdentifyProcess = identifyProcess): Promise<RunOwner | null> {
  const { owner } = await newestOwner(path);
  return owner !== null && (await isLive(owner, await realpath(path), identify)) ? owner : null;
}

/** @returns the file that should name who trains the run, where nobody can understand it */
export async function damagedOwner(path: string): Promise<string | null> {
  const { number, owner } = await newestOwner(path);
  return number === 0 || typeof owner?.pid === "number" ? null : ownerFile(path, number);
}

async function thisOwner(path: string, identify: IdentifyProcess): Promise<RunOwner> {
  return {
    pid: process.pid,
    processStart: (await identify(process.pid)) ?? "unknown",
    host: hostname(),
    path: await realpath(path),
    since: new Date().toISOString(),
  };
}

async function isLive(owner: RunOwner, path: string, identify: IdentifyProcess): Promise<boolean> {
  if (owner.released === true || owner.host !== hostname() || owner.path !== path) return false;
  return (await identify(owner.pid)) === owner.processStart;
}

const ownerFile = (path: string, number: number): string => join(path, `owner-${number}.json`);
const jsonOf = (owner: RunOwner): string => `${JSON.stringify(owner)}\n`;

async function ownerNumbers(path: string): Promise<number[]> {
  const names = await readdir(path).catch((error: unknown) => {
    throw diskError(error, path, "read");
  });
  return names.flatMap((name) => {
    const digits = /^owner-(\d+)\.json$/.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

async function newestOwner(path: string): Promise<{ readonly number: number; readonly owner: RunOwner | null }> {
  for (;;) {
    const number = Math.max(0, ...(await ownerNumbers(path)));
    if (number === 0) return { number, owner: null };
    const text = await readFile(ownerFile(path, number), "utf8").catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return null; // removed since, because a higher one stands there
      throw diskError(error, ownerFile(path, number), "read");
    });
    if (text !== null) return { number, owner: parseOwner(text) };
  }
}

/** A file that cannot be understood is nobody's. */
function parseOwner(text: string): RunOwner | null {
  try {
    return JSON.parse(text) as RunOwner;
  } catch {
    return null;
  }
}

async function removeOlder(path: string, number: number): Promise<void> {
  for (const older of await ownerNumbers(path)) {
    if (older < number) await rm(ownerFile(path, older), { force: true });
  }
}
