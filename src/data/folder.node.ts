/** @file A folder of images as a dataset: listed, decoded once into the cache, subfolders as classes. */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { GantryError } from "../base/error.ts";
import { fingerprintWith } from "./attributes.ts";
import type { AttributesOf } from "./attributes-csv.ts";
import { type AttributesChoice, asideNotes, readAttributes } from "./attributes-files.node.ts";
import type { ImageChannels } from "./channels.ts";
import { type Crop, DEFAULT_CROP } from "./crops.ts";
import type { DataProblem, Dataset } from "./dataset.ts";
import { type DecodeFolderOptions, decodeFolder } from "./decode-folder.node.ts";
import { type ExcludeChoice, type KeptListing, withoutExcluded } from "./excluded.node.ts";
import { IMAGE_EXTENSIONS, type ImageListing, listImages } from "./image-files.node.ts";
import { imageSet } from "./images.ts";
import { type CachedPixels, openPixelCache } from "./pixel-cache.node.ts";
import { fileSink, memorySink, type PixelSink, SinkFailure } from "./pixel-sink.node.ts";
import { dataProblem } from "./problem.ts";
import type { OnProgress } from "./progress.ts";
import { loadSharp } from "./sharp.node.ts";

/** Changes when decoding gives other bytes. */
const CACHE_VERSION = 1;

export interface FolderOptions extends AttributesChoice, ExcludeChoice {
  readonly cacheDir: string;
  readonly size?: number;
  readonly channels?: ImageChannels;
  readonly crop: Crop;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/**
 * Opens a folder of images.
 * @throws E301 no images, E302 none readable, E308 all left out, E315 no image library, E322, E323, E342; E311, E312,
 * E334 … E340 for the CSV of attributes, before anything is decoded
 */
export async function openFolder(root: string, options: FolderOptions): Promise<Dataset> {
  const { cacheDir, attributes, attributesFile, attributesAside, exclude, excludedGone, ...decoding } = options;
  const choice: AttributesChoice = { attributes, attributesFile, attributesAside };
  const listing = await listKept(root, { exclude, excludedGone }, options.signal);
  const attributesOf = await readAttributes(root, listing, choice);
  const path = join(cacheDir, "images", `${await keyOf(root, listing, options)}.pixels`);
  const cached = await openPixelCache(path);
  const decoded: Decoded =
    cached === null
      ? await decodeAndKeep({ root, listing, sharp: await loadSharp(), ...decoding }, path)
      : { pixels: cached, problems: [] };
  const described = asDataset(root, decoded.pixels, [
    ...listing.problems,
    ...decoded.problems,
    ...(await asideNotes(root, choice)),
    ...listing.excluded.map((file) => dataProblem("W312", { file })),
  ]);
  return attributesOf === null ? described : withAttributes(described, attributesOf);
}

/** @throws E301, E308, E322, E323, E342 */
async function listKept(root: string, choice: ExcludeChoice, signal: AbortSignal | undefined): Promise<KeptListing> {
  const listing = await listImages(root, signal);
  if (listing.images.length === 0) {
    throw new GantryError("E301", { folder: root, extensions: IMAGE_EXTENSIONS, saw: listing.others });
  }
  const kept = withoutExcluded(root, listing, choice);
  if (kept.images.length === 0) throw new GantryError("E308", { name: basename(resolve(root)), count: 0 });
  return kept;
}

/** @property problems of keeping them */
interface Decoded {
  readonly pixels: CachedPixels;
  readonly problems: readonly DataProblem[];
}

async function decodeAndKeep(options: DecodeFolderOptions, path: string): Promise<Decoded> {
  try {
    return { pixels: await intoSink(options, await fileSink(path)), problems: [] };
  } catch (caught) {
    if (!(caught instanceof SinkFailure)) throw caught;
    const unkept = dataProblem("W308", { folder: dirname(path), detail: caught.message });
    return { pixels: await intoSink(options, memorySink()), problems: [unkept] };
  }
}

function withAttributes(dataset: Dataset, attributesOf: AttributesOf): Dataset {
  const attributes = attributesOf(dataset.files ?? []);
  return { ...dataset, attributes, fingerprint: fingerprintWith(dataset.fingerprint, attributes) };
}

async function intoSink(options: DecodeFolderOptions, sink: PixelSink): Promise<CachedPixels> {
  try {
    return await decodeFolder(options, sink);
  } catch (caught) {
    await sink.discard();
    throw caught;
  }
}

/** A name for what would be decoded: the folder, those of its files that count with sizes and times, and the settings. */
async function keyOf(root: string, listing: ImageListing, options: FolderOptions): Promise<string> {
  const { size = "auto", channels = "auto", crop } = options;
  const cropped = crop === DEFAULT_CROP ? [] : [crop]; // as named before there was a choice
  const hash = createHash("sha256");
  hash.update(JSON.stringify([CACHE_VERSION, await realpath(root), size, channels, ...cropped]));
  for (const file of listing.images) hash.update(JSON.stringify([file.path, file.size, file.modified]));
  return hash.digest("hex").slice(0, 32);
}

function asDataset(root: string, { pixels, ...described }: CachedPixels, more: readonly DataProblem[]): Dataset {
  const { labels, classes, problem } = classesOf(root, described.files);
  const problems = [...described.problems, ...(problem === null ? [] : [problem]), ...more];
  return imageSet({
    ...described,
    name: basename(resolve(root)),
    pixels,
    problems,
    ...(labels && { labels, classes, fingerprint: labelled(described.fingerprint, labels) }),
  });
}

/** Other classes make other data, though the pixels are the same. */
function labelled(fingerprint: string, labels: Int32Array): string {
  return createHash("sha256").update(fingerprint).update(labels.join()).digest("hex");
}

interface Classes {
  readonly labels?: Int32Array;
  readonly classes: readonly string[];
  readonly problem: DataProblem | null;
}

/** The first folder on the way to an image is its class; one folder, or images beside folders, make no classes. */
function classesOf(root: string, files: readonly string[]): Classes {
  const folders = files.map((file) => (file.includes("/") ? file.slice(0, file.indexOf("/")) : null));
  const classes = [...new Set(folders.filter((name) => name !== null))].sort();
  const loose = folders.filter((name) => name === null).length;
  if (loose > 0) {
    const problem = classes.length === 0 ? null : dataProblem("W304", { folder: root, count: loose });
    return { classes: [], problem };
  }
  if (classes.length < 2) return { classes: [], problem: null };
  const indices = new Map(classes.map((name, index) => [name, index]));
  return { labels: Int32Array.from(folders, (name) => indices.get(name ?? "") as number), classes, problem: null };
}
