/** @file Finds a known set: in the data folder, in the cache, else by downloading it into the cache. */
import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { GantryError } from "../base/error.ts";
import { type ArrayOptions, openCifar, openIdx } from "./array-files.node.ts";
import type { DataProblem, Dataset } from "./dataset.ts";
import { download } from "./download.node.ts";
import { detailOf, readRaw, readWhole, writeWhole } from "./files.node.ts";
import { type KnownSet, knownSets, MNIST_CONTENT, type Split } from "./known-sets.ts";
import { dataProblem } from "./problem.ts";
import type { OnProgress } from "./progress.ts";
import { tarEntries } from "./tar.ts";

export interface KnownOptions extends Pick<ArrayOptions, "size" | "channels"> {
  readonly cacheDir: string;
  readonly dataDir?: string;
  readonly split: Split;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** The files of one part of a set. */
type Found =
  | { readonly format: "idx"; readonly folder: string; readonly images: string; readonly labels: string | null }
  | { readonly format: "cifar"; readonly folder: string; readonly records: readonly string[] };

/** @throws E303 … E307 for files that are damaged, E320, E321, E331 for downloads, E327 for another set's files */
export async function openKnown(set: KnownSet, options: KnownOptions): Promise<Dataset> {
  const kept = join(options.cacheDir, "sets", set.name);
  const places = options.dataDir === undefined ? [] : set.folders.map((folder) => join(options.dataDir ?? "", folder));
  const found = (await findIn([...places, kept], set, options.split)) ?? (await fetched(set, kept, options));
  return openFound(set, found, options);
}

/** Looks for a known set's layout in one folder, whatever its name. @returns null when it holds none */
export async function openLayout(
  folder: string,
  options: ArrayOptions & { readonly split: Split },
): Promise<Dataset | null> {
  const { split, ...rest } = options;
  for (const format of ["idx", "cifar"] as const) {
    const found = await findPart(folder, format, split);
    if (found !== null) return openPart(found, rest);
    const other = await findPart(folder, format, split === "train" ? "test" : "train");
    if (other !== null) throw new GantryError("E329", { folder, set: format.toUpperCase(), split });
  }
  return null;
}

const openPart = (found: Found, options: ArrayOptions): Promise<Dataset> =>
  found.format === "idx" ? openIdx(found.images, found.labels, options) : openCifar(found.records, options);

async function openFound(set: KnownSet, found: Found, { size, channels, split }: KnownOptions): Promise<Dataset> {
  const options: ArrayOptions = {
    name: set.name,
    classes: set.classes,
    problems: await strangers(set, found),
    ...(size !== undefined && { size }),
    ...(channels !== undefined && { channels }),
  };
  const dataset = await openPart(found, options);
  const total = set.counts[split];
  if (dataset.count === total) return dataset;
  const partial = dataProblem("W305", { name: set.name, count: dataset.count, total });
  return { ...dataset, problems: [...dataset.problems, partial] };
}

async function findIn(folders: readonly string[], set: KnownSet, split: Split): Promise<Found | null> {
  for (const folder of folders) {
    const found = await findPart(folder, set.format, split);
    if (found !== null) return found;
  }
  return null;
}

/** Names with and without ".gz", with "-" or "." before "idx". */
async function findPart(folder: string, format: KnownSet["format"], split: Split): Promise<Found | null> {
  const names = (await readdir(folder).catch(() => [])).sort();
  const pick = (pattern: RegExp): string[] =>
    names.filter((name) => pattern.test(name)).map((name) => join(folder, name));
  if (format === "idx") {
    const part = split === "train" ? "train" : "t10k";
    const images = pick(new RegExp(`^${part}-images[-.]idx3-ubyte(\\.gz)?$`))[0];
    const labels = pick(new RegExp(`^${part}-labels[-.]idx1-ubyte(\\.gz)?$`))[0] ?? null;
    return images === undefined ? null : { format, folder, images, labels };
  }
  const records = unpackedOnly(pick(split === "train" ? /^data_batch.*\.bin(\.gz)?$/ : /^test.*\.bin(\.gz)?$/));
  return records.length === 0 ? null : { format, folder, records };
}

/** A file that is there both ways is read once. */
function unpackedOnly(paths: readonly string[]): string[] {
  return paths.filter((path) => !path.endsWith(".gz") || !paths.includes(path.slice(0, -3)));
}

/**
 * Compares the images' bytes with what was published. Fashion-MNIST has MNIST's file names, so one taken for the other
 * is an error; other bytes are only said, since people cut and mend their copies. @throws E327
 */
async function strangers(set: KnownSet, found: Found): Promise<readonly DataProblem[]> {
  if (found.format !== "idx") return [];
  const file = found.images;
  const owner = ownerOf(sumOf(await readRaw(file))) ?? ownerOf(sumOf(await readWhole(file)));
  if (owner === set) return [];
  if (owner !== undefined) throw new GantryError("E327", { folder: found.folder, set: set.name, got: owner.name });
  return set.name === "mnist" || file.endsWith(".gz") ? [dataProblem("W307", { file, set: set.name })] : [];
}

/** The set that a file with this sum belongs to. */
const ownerOf = (sum: string): KnownSet | undefined => knownSets.find((set) => contents(set).includes(sum));
const sumOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const contents = (set: KnownSet): readonly string[] => [
  ...set.files.map((file) => file.sha256),
  ...(set.name === "mnist" ? Object.values(MNIST_CONTENT) : []),
];

/** Downloads what is missing and unpacks what is packed. */
async function fetched(set: KnownSet, kept: string, options: KnownOptions): Promise<Found> {
  const { onProgress, signal, split } = options;
  for (const file of set.files) {
    const target = join(kept, file.name);
    const urls = set.mirrors.map((mirror) => mirror + file.name);
    await download({
      ...{ set: set.name, file: file.name, urls, bytes: file.bytes, sha256: file.sha256, target },
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    if (file.name.endsWith(".tar.gz")) await unpack(target, kept);
  }
  const found = await findIn([kept], set, split);
  if (found === null) throw new GantryError("E329", { folder: kept, set: set.name, split });
  return found;
}

/** Writes the archive's record files beside it and removes it: they are what is read from now on. */
async function unpack(archive: string, folder: string): Promise<void> {
  for (const { name, bytes } of tarEntries(await readWhole(archive))) {
    if (!name.endsWith(".bin")) continue;
    const path = join(folder, name.split("/").at(-1) as string);
    await writeWhole(path, [bytes]).catch((caught: unknown) => {
      throw new GantryError("E331", { path, detail: detailOf(caught) }, { cause: caught });
    });
  }
  await rm(archive, { force: true });
}
