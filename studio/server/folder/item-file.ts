/** @file The files of a dataset's items: read where they lie in the dataset's folder, and not elsewhere. */
import { readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { GantryError } from "gantry/base";
import type { Dataset } from "gantry/data";
import { loadSharp, readHeader, type SharpFactory } from "gantry/data/node";

/** @param file that the dataset itself lists @returns null where there is none, or no more @throws E616 */
export async function itemFile(file: string | undefined, root: string | null): Promise<Uint8Array | null> {
  if (file === undefined || root === null) return null;
  const real = (path: string): Promise<string | null> => realpath(path).catch(() => null);
  const [folder, path] = await Promise.all([real(root), real(join(root, file))]);
  if (folder === null || path === null) return null; // it was there when the data were opened
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new GantryError("E616", { id: root, file });
  return readFile(path).catch(() => null);
}

const MOST = 6;

/** The first of `items` whose files are not square. Nothing is opened where all are. */
export async function oblongItems(
  { files, sources }: Dataset,
  root: string | null,
  items: readonly number[],
): Promise<readonly number[]> {
  if ((sources ?? []).every(({ width, height }) => width === height)) return [];
  const sharp = await loadSharp().catch(() => null);
  if (sharp === null) return []; // what was decoded before is shown without it
  const found: number[] = [];
  for (const index of items) {
    if (found.length < MOST && (await isOblong(sharp, files?.[index], root))) found.push(index);
  }
  return found;
}

async function isOblong(sharp: SharpFactory, file: string | undefined, root: string | null): Promise<boolean> {
  try {
    const bytes = await itemFile(file, root);
    if (bytes === null) return false;
    const { width, height } = await readHeader(sharp, bytes);
    return width !== height;
  } catch {
    return false; // a link out of the folder, or no picture any more
  }
}
