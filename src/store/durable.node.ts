/**
 * @file Files that are whole or not there: written beside under another name, flushed to the disk, renamed. A kill or a
 * power cut at any instant leaves the old file or the new one. Failures of the disk become our errors here.
 */
import { randomBytes } from "node:crypto";
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GantryError } from "../base/error.ts";

/** What node:fs rejects with. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** The file system's refusal as one of our errors; what is ours already passes through. */
export function diskError(error: unknown, path: string, action: "read" | "write"): unknown {
  const code = codeOf(error);
  if (error instanceof GantryError || code === undefined) return error;
  if (code === "ENOSPC" || code === "EDQUOT") return new GantryError("E502", { path }, { cause: error });
  if (code === "ENOTDIR" || (code === "EEXIST" && action === "write")) {
    return new GantryError("E500", { path }, { cause: error });
  }
  return new GantryError("E503", { path, action, reason: code }, { cause: error });
}

/** Unique among processes and threads, so that two writers never share one; the pid tells whose it was. */
const partName = (path: string): string => `${path}.${process.pid}-${randomBytes(6).toString("hex")}.part`;

/** What a file is made of: all at once, or piece after piece, so that memory need not hold it. */
export type FileContent = Uint8Array | string | AsyncIterable<string>;

/**
 * Puts `content` at `path` in one piece, replacing what is there.
 *
 * @throws E502 the disk is full, E503 any other refusal; then the old file stays
 */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  const part = partName(path);
  try {
    await writeFlushed(part, content);
    await renameOver(part, path);
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw diskError(error, path, "write");
  }
}

/**
 * Puts `bytes` at `path` in one piece if nothing is there.
 *
 * @returns whether it was us
 */
export async function createWhole(path: string, bytes: Uint8Array | string): Promise<boolean> {
  const part = partName(path);
  try {
    await writeFlushed(part, bytes);
    await linkExclusively(part, path, bytes);
    await flushFolder(dirname(path));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw diskError(error, path, "write");
  } finally {
    await rm(part, { force: true });
  }
}

/** A second name for the finished file appears at once; drives without links (FAT) get an exclusive create. */
async function linkExclusively(part: string, path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    await writeFlushed(path, bytes);
  }
}

/** Moves a folder within a drive. @throws E502, E503 */
export async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await renameOver(from, to);
    await flushFolder(dirname(to));
    await flushFolder(dirname(from));
  } catch (error) {
    throw diskError(error, to, "write");
  }
}

async function writeFlushed(path: string, content: FileContent): Promise<void> {
  const file = await open(path, "wx");
  try {
    await writeFile(file, content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const busy = new Set(["EPERM", "EACCES", "EBUSY"]);

/** On Windows a virus scanner or an open reader refuses a rename for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== "win32" || wait > 2000 || !busy.has(codeOf(error) ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Flushes a folder's list of names. Windows has no such call, and some network drives refuse it. */
export async function flushFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, "r");
    await folder.sync();
  } catch (error) {
    if (!["EPERM", "EISDIR", "EINVAL", "EACCES", "ENOTSUP"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    await folder?.close();
  }
}

/** Makes a folder and those above it. @throws E500 where a file is in the way, E502, E503 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw diskError(error, await fileInTheWay(path), "write");
  }
}

async function fileInTheWay(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found !== undefined || dirname(at) === at) return found?.isDirectory() === false ? at : path;
  }
}

/** Removes what writers that were killed left in `folder` and below. */
export async function sweepParts(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const pid = /\.(\d+)-[a-f0-9]+\.part$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

/** Whether some process has this pid. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
