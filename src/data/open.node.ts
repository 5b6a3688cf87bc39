/**
 * @file Opens data by name or path, the one way that every verb uses: an embedded set, a known set, a file or a folder.
 * A name wins over a path; write `./strokes` for a folder of that name.
 */
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { GantryError } from "../base/error.ts";
import { permutation } from "../base/random.ts";
import { suggestionFor } from "../base/suggest.ts";
import { type ArrayOptions, openArrayFile } from "./array-files.node.ts";
import { wantsNone } from "./attributes.ts";
import { ATTRIBUTES_FILE, type AttributesChoice } from "./attributes-files.node.ts";
import type { ImageChannels } from "./channels.ts";
import { type Crop, DEFAULT_CROP } from "./crops.ts";
import type { Dataset } from "./dataset.ts";
import { embeddedDataset, listEmbedded } from "./embedded.ts";
import type { ExcludeChoice } from "./excluded.node.ts";
import { fileError } from "./files.node.ts";
import { openFolder } from "./folder.node.ts";
import { openKnown, openLayout } from "./known.node.ts";
import { knownSets, type Split } from "./known-sets.ts";
import { checkChannels, checkCount, checkSize } from "./option-checks.ts";
import { defaultCacheDir, defaultDataDir } from "./places.node.ts";
import { dataProblem } from "./problem.ts";
import type { OnProgress } from "./progress.ts";
import { openStackedMnist, stackedMnist } from "./stacked.node.ts";
import { keepClasses, takeItems } from "./subset.ts";

export interface OpenOptions extends AttributesChoice, ExcludeChoice {
  /** Height and width in pixels; chosen from the images when left out. */
  readonly size?: number;
  /** 1 grey, 3 RGB, 4 RGBA; chosen from the images when left out. */
  readonly channels?: ImageChannels;
  /** Which part of a folder's pictures that are not square; `DEFAULT_CROP` by default. */
  readonly crop?: Crop;
  /** Data beside a run are cropped as its own were, where they are a folder of images: others are no E344. */
  readonly cropIfFolder?: boolean;
  /** Classes to keep, by name or index; all by default. */
  readonly classes?: readonly (string | number)[];
  /** Where known sets are looked for before they are downloaded; the variable `GANTRY_DATA` by default. */
  readonly dataDir?: string;
  /** Where downloads and decoded images are kept; `defaultCacheDir()` by default. */
  readonly cacheDir?: string;
  /** Of embedded and stacked sets, and of which items `count` takes; 0 by default. */
  readonly seed?: number;
  /** How many items of an embedded or stacked set to draw; of other data, how many to take at random. */
  readonly count?: number;
  /** Which part of a known set; "train" by default. */
  readonly split?: Split;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Fewer items than this are said to be few. */
const FEW = 500;

/**
 * @param spec `strokes`, `mnist`, `./photos`, `points.csv`, …
 * @throws E300 for what is neither a name nor a path, E308 for fewer than 2 items, E340 where attributes are asked for
 * and there are none, E343 and E344 where files are to be left out or cropped of what is no folder of images, and what the
 * formats throw (E3xx)
 */
export async function openDataset(spec: string, options: OpenOptions = {}): Promise<Dataset> {
  const { size, channels, count, classes, seed = 0 } = options;
  if (size !== undefined) checkSize(size);
  if (channels !== undefined) checkChannels(channels);
  if (count !== undefined) checkCount("count", count);
  if (listDatasets().some(({ name }) => name === spec)) checkFiles(spec, options); // before anything is downloaded
  if (isEmbedded(spec)) {
    const drawn = embeddedDataset(spec, embeddedOptions(options));
    checkAttributes(drawn, options);
    return checked(drawn);
  }
  const whole = await openReal(spec, options);
  const kept = classes === undefined ? whole : keepClasses(whole, classes);
  checkAttributes(whole, options);
  if (whole.files === undefined) checkFiles(whole.name, options);
  return checked(count === undefined || count >= kept.count ? kept : sampleOf(kept, count, seed));
}

/** @throws E340 */
function checkAttributes({ name, attributes: found }: Dataset, { attributes, attributesFile }: OpenOptions): void {
  if (found !== undefined || wantsNone(attributes)) return;
  const where = attributesFile === undefined ? "--attributes" : "--attributes-file";
  if (attributes === undefined && attributesFile === undefined) return;
  throw new GantryError("E340", { where, name, file: ATTRIBUTES_FILE });
}

/** Of what is no folder of images. @throws E343, E344 */
function checkFiles(name: string, { exclude = [], crop = DEFAULT_CROP, cropIfFolder = false }: OpenOptions): void {
  if (exclude.length > 0) throw new GantryError("E343", { name });
  if (crop !== DEFAULT_CROP && !cropIfFolder) throw new GantryError("E344", { name, crop });
}

/** Every name that `openDataset` knows. */
export function listDatasets(): readonly { readonly name: string; readonly summary: { en: string; zh: string } }[] {
  return [...listEmbedded(), ...knownSets, stackedMnist].map(({ name, summary }) => ({ name, summary }));
}

const isEmbedded = (spec: string): boolean => listEmbedded().some(({ name }) => name === spec);

function embeddedOptions({ size, channels, count, seed, classes, attributes }: OpenOptions) {
  return {
    ...(attributes !== undefined && { attributes }),
    ...(size !== undefined && { size }),
    ...(channels !== undefined && { channels }),
    ...(count !== undefined && { count }),
    ...(seed !== undefined && { seed }),
    ...(classes !== undefined && { classes }),
  };
}

async function openReal(spec: string, options: OpenOptions): Promise<Dataset> {
  const { cacheDir = defaultCacheDir(), split = "train", dataDir = defaultDataDir() } = options;
  const { size, channels, onProgress, signal } = options;
  const asked: Pick<ArrayOptions, "size" | "channels"> = {
    ...(size !== undefined && { size }),
    ...(channels !== undefined && { channels }),
  };
  const watch = { ...(onProgress && { onProgress }), ...(signal && { signal }) };
  const found = { ...asked, ...watch, cacheDir, split, ...(dataDir !== undefined && { dataDir }) };
  const known = knownSets.find(({ name }) => name === spec);
  if (known !== undefined) return openKnown(known, found);
  if (spec === stackedMnist.name) return openStackedMnist({ ...found, ...drawOptions(options) });
  if (await isFolder(spec)) {
    const name = basename(resolve(spec));
    const layout = await openLayout(spec, { ...asked, name, split });
    return layout ?? openFolder(spec, { ...asked, ...watch, cacheDir, ...ofFolders(options) });
  }
  return openArrayFile(spec, asked);
}

function drawOptions({ count, seed }: OpenOptions): Pick<OpenOptions, "count" | "seed"> {
  return { ...(count !== undefined && { count }), ...(seed !== undefined && { seed }) };
}

/** What only folders of images are asked. */
function ofFolders(options: OpenOptions): AttributesChoice & ExcludeChoice & { readonly crop: Crop } {
  const { attributes, attributesFile, attributesAside, exclude, excludedGone, crop = DEFAULT_CROP } = options;
  return { attributes, attributesFile, attributesAside, exclude, excludedGone, crop };
}

async function isFolder(spec: string): Promise<boolean> {
  try {
    return (await stat(spec)).isDirectory();
  } catch (caught) {
    if (looksLikePath(spec)) throw fileError(spec, caught);
    const known = listDatasets().map(({ name }) => name);
    throw new GantryError("E300", { spec, suggestion: suggestionFor(spec, known), known }, { cause: caught });
  }
}

/** Something with a separator or an ending was meant as a path. */
const looksLikePath = (spec: string): boolean => /[/\\]/.test(spec) || /\.[a-z0-9]+$/i.test(spec) || /^[.~]/.test(spec);

/** `count` items, chosen by the seed, in the data's own order. */
function sampleOf(dataset: Dataset, count: number, seed: number): Dataset {
  const chosen = permutation({ seed, stream: "sample", counter: 0 }, dataset.count).slice(0, count).sort();
  return takeItems(dataset, chosen);
}

function checked(dataset: Dataset): Dataset {
  const { count, name, problems } = dataset;
  if (count < 2) throw new GantryError("E308", { name, count });
  return count >= FEW ? dataset : { ...dataset, problems: [...problems, dataProblem("W310", { count })] };
}
