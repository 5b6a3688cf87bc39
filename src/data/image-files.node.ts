/** @file The image files of a folder and its subfolders, in an order that is the same on every system. */
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { DataProblem } from "./dataset.ts";
import { detailOf, fileError } from "./files.node.ts";
import { dataProblem } from "./problem.ts";

export const IMAGE_EXTENSIONS = [".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".avif", ".tif", ".tiff"] as const;

/** Pictures of kinds that the image library does not read as it comes. */
const UNREAD_EXTENSIONS = [".heic", ".heif", ".bmp", ".jxl", ".jp2", ".psd", ".svg", ".ico", ".tga", ".dng"] as const;

/** @property path relative to the folder, with "/" @property size bytes @property modified milliseconds */
export interface ImageFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

export interface ImageListing {
  /** Sorted by path. */
  readonly images: readonly ImageFile[];
  /** The first names of what is no image. */
  readonly others: readonly string[];
  /** What could not be looked at. */
  readonly problems: readonly DataProblem[];
}

/** What a walk gathers; `visited` holds real paths, so that a link to a folder above ends. */
interface Walk {
  readonly root: string;
  readonly images: ImageFile[];
  readonly others: string[];
  readonly problems: DataProblem[];
  readonly visited: Set<string>;
  readonly signal: AbortSignal | undefined;
}

/** Whether a name's ending says that it is an image. */
export function isImageName(name: string): boolean {
  return (IMAGE_EXTENSIONS as readonly string[]).includes(extname(name).toLowerCase());
}

/** Lists a folder. Names that begin with "." and `__MACOSX` are left out. @throws E322, E323 for the folder itself */
export async function listImages(root: string, signal?: AbortSignal): Promise<ImageListing> {
  const walk: Walk = { root, images: [], others: [], problems: [], visited: new Set(), signal };
  try {
    await readdir(root);
  } catch (caught) {
    throw fileError(root, caught);
  }
  await visit(walk, "");
  const byPath = (a: ImageFile, b: ImageFile): number => (a.path < b.path ? -1 : 1);
  const problems = [...walk.problems, ...unread(walk.others)];
  return { images: walk.images.sort(byPath), others: walk.others.sort().slice(0, 3), problems };
}

async function visit(walk: Walk, folder: string): Promise<void> {
  walk.signal?.throwIfAborted();
  const real = await realpath(join(walk.root, folder));
  if (walk.visited.has(real)) return;
  walk.visited.add(real);
  const names = await readdir(join(walk.root, folder));
  const folders = await Promise.all(names.filter(isVisible).map((name) => look(walk, pathOf(folder, name))));
  for (const path of folders) {
    if (path === null) continue;
    await visit(walk, path).catch((caught: unknown) => {
      walk.signal?.throwIfAborted();
      walk.problems.push(dataProblem("W311", { file: path, detail: detailOf(caught) }));
    });
  }
}

/** Notes an image or another file. @returns the path where it is a folder */
async function look(walk: Walk, path: string): Promise<string | null> {
  try {
    const status = await stat(join(walk.root, path)); // follows links
    if (status.isDirectory()) return path;
    if (!isImageName(path)) walk.others.push(path);
    else if (status.isFile()) walk.images.push({ path, size: status.size, modified: Math.trunc(status.mtimeMs) });
  } catch (caught) {
    walk.problems.push(dataProblem("W311", { file: path, detail: detailOf(caught) }));
  }
  return null;
}

/** Says how many pictures are of kinds that are not read. */
function unread(names: readonly string[]): DataProblem[] {
  const kinds = names.map((name) => extname(name).toLowerCase());
  const found = kinds.filter((kind) => (UNREAD_EXTENSIONS as readonly string[]).includes(kind));
  if (found.length === 0) return [];
  return [dataProblem("W306", { count: found.length, kinds: [...new Set(found)].sort().join(" ") })];
}

const isVisible = (name: string): boolean => !name.startsWith(".") && name !== "__MACOSX";
const pathOf = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
