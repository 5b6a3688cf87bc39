/** @file Files as the readers want them: whole, decompressed, with errors that name them. */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { GantryError } from "../base/error.ts";

const decompress = promisify(gunzip);

/** What was caught, as a few words: a system code, or the first line of the message. */
export function detailOf(caught: unknown): string {
  if (!(caught instanceof Error)) return String(caught);
  const code = (caught as { readonly code?: unknown }).code;
  return typeof code === "string" && /^E[A-Z]+$/.test(code) ? code : (caught.message.split("\n")[0] as string);
}

/** The bytes of a file, decompressed where it is gzip. @throws E307, E322, E323, E324 */
export async function readWhole(path: string): Promise<Uint8Array> {
  const bytes = await readRaw(path);
  if (bytes.length === 0) throw new GantryError("E324", { file: path });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await decompress(bytes);
  } catch (caught) {
    throw new GantryError("E307", { file: path, detail: detailOf(caught) }, { cause: caught });
  }
}

/** The bytes of a file as they are. @throws E322, E323 */
export async function readRaw(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (caught) {
    throw fileError(path, caught);
  }
}

/** E322 when there is nothing at the path, else E323. */
export function fileError(path: string, caught: unknown): GantryError {
  const detail = detailOf(caught);
  if (detail === "ENOENT") return new GantryError("E322", { path }, { cause: caught });
  return new GantryError("E323", { path, detail }, { cause: caught });
}

/** A name beside `path` that no other process uses. */
export function temporaryPath(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
}

/** Writes a file so that it is there whole or not at all. @throws what the system says */
export async function writeWhole(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  try {
    const handle = await open(temporary, "wx");
    try {
      for (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (caught) {
    await rm(temporary, { force: true });
    throw caught;
  }
}
