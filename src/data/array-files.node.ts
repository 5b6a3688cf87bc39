/**
 * @file Files that hold a whole set: IDX, CIFAR binary, `.npy`, `.csv`; told apart by their first bytes, then by name.
 */
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { GantryError } from "../base/error.ts";
import { beginning } from "./beginning.ts";
import type { ImageChannels } from "./channels.ts";
import { CIFAR_CLASSES, parseCifar } from "./cifar.ts";
import { csvText, parseCsv } from "./csv.ts";
import type { DataProblem, Dataset } from "./dataset.ts";
import { readWhole } from "./files.node.ts";
import { isIdx, parseIdxImages, parseIdxLabels } from "./idx.ts";
import { isImageName } from "./image-files.node.ts";
import { isNpy, type NpyArray, parseNpy } from "./npy.ts";
import { pointSet } from "./points.ts";
import type { ImageStack } from "./resample.ts";
import { fingerprintOf, stackDataset } from "./stack.node.ts";

export interface ArrayOptions {
  readonly size?: number;
  readonly channels?: ImageChannels;
  /** Overrides the file's own name. */
  readonly name?: string;
  readonly classes?: readonly string[];
  readonly problems?: readonly DataProblem[];
}

/** Opens one file. @throws E303 … E307, E311 … E314, E322 … E326, E330 */
export async function openArrayFile(path: string, options: ArrayOptions = {}): Promise<Dataset> {
  if (isImageName(path)) throw new GantryError("E330", { file: path, folder: dirname(path) });
  const bytes = await readWhole(path);
  if (isNpy(bytes)) return npyDataset(parseNpy(bytes, path), path, options);
  if (isIdx(bytes) || /idx[13]/.test(basename(path))) return openIdx(path, await labelsBeside(path), options);
  if (/\.bin(\.gz)?$/i.test(path)) return openCifar([path], options);
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) return csvDataset(bytes, path, options);
  throw new GantryError("E325", { file: path, begins: beginning(bytes) });
}

/** IDX images and, when there are any, their labels. @throws E303, E304, E305, E307 */
export async function openIdx(images: string, labels: string | null, options: ArrayOptions = {}): Promise<Dataset> {
  const stack = parseIdxImages(await readWhole(images), images);
  const name = options.name ?? nameOf(images);
  if (labels === null) return stackDataset({ ...options, name, stack });
  const values = parseIdxLabels(await readWhole(labels), labels);
  const imageCount = stack.pixels.length / (stack.height * stack.width);
  if (values.length !== imageCount) {
    throw new GantryError("E305", { images, imageCount, labels, labelCount: values.length });
  }
  return stackDataset({ ...options, name, stack, labels: values });
}

/** Files of CIFAR records, one after another. @throws E304, E306, E307 */
export async function openCifar(paths: readonly string[], options: ArrayOptions = {}): Promise<Dataset> {
  const parts = [];
  for (const path of paths) parts.push(parseCifar(await readWhole(path), path));
  const stack: ImageStack = { channels: 3, height: 32, width: 32, pixels: joined(parts.map((part) => part.pixels)) };
  const labels = Int32Array.from(parts.flatMap((part) => Array.from(part.labels)));
  const name = options.name ?? nameOf(paths[0] as string);
  return stackDataset({ classes: CIFAR_CLASSES, ...options, name, stack, labels });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

/** `train-images-idx3-ubyte.gz` → `train-labels-idx1-ubyte(.gz)` in the same folder, when it is there. */
async function labelsBeside(images: string): Promise<string | null> {
  const wanted = basename(images).replace(/\.gz$/, "").replace("images", "labels").replace("idx3", "idx1");
  if (!basename(images).includes("images")) return null;
  const names = await readdir(dirname(images));
  const found = [wanted, `${wanted}.gz`].find((name) => names.includes(name));
  return found === undefined ? null : join(dirname(images), found);
}

/** The file's name without its endings. */
const nameOf = (path: string): string => basename(path).replace(/(\.(gz|bin|npy|csv|tsv|txt))+$/i, "");

function csvDataset(bytes: Uint8Array, path: string, options: ArrayOptions): Dataset {
  const { dimensions, values } = parseCsv(csvText(bytes), path);
  return points({ dimensions, values }, path, options);
}

function npyDataset({ shape, data }: NpyArray, path: string, options: ArrayOptions): Dataset {
  if (data instanceof Uint8Array) {
    return stackDataset({ ...options, name: options.name ?? nameOf(path), stack: stackOf(shape, data, path) });
  }
  const [count, dimensions = 1] = shape;
  if (count === undefined || shape.length > 2) {
    throw new GantryError("E313", {
      file: path,
      expected: "[N, D] (float) or [N, C, H, W] (uint8)",
      got: shapeText(shape),
    });
  }
  const values = Float32Array.from(data);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const at = { item: Math.floor(wrong / dimensions), column: (wrong % dimensions) + 1, got: String(data[wrong]) };
    throw new GantryError("E314", { file: path, ...at });
  }
  return points({ dimensions, values }, path, options);
}

/** uint8 arrays are images: `[N, H, W]`, `[N, C, H, W]` or `[N, H, W, C]` with 1, 3 or 4 channels. */
function stackOf(shape: readonly number[], data: Uint8Array, path: string): ImageStack {
  const [count = 0, a = 0, b = 0, c = 0] = shape;
  const isChannels = (extent: number): extent is ImageChannels => extent === 1 || extent === 3 || extent === 4;
  if (shape.length === 3 && a > 0 && b > 0) return { pixels: data, channels: 1, height: a, width: b };
  if (shape.length === 4 && isChannels(a) && b * c > 0) return { pixels: data, channels: a, height: b, width: c };
  if (shape.length === 4 && isChannels(c) && a * b > 0) {
    return { pixels: planesFirst(data, { count, area: a * b, channels: c }), channels: c, height: a, width: b };
  }
  throw new GantryError("E313", {
    file: path,
    expected: "[N, H, W] or [N, C, H, W], C 1, 3 or 4",
    got: shapeText(shape),
  });
}

const shapeText = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

function planesFirst(
  data: Uint8Array,
  { count, area, channels }: { readonly count: number; readonly area: number; readonly channels: number },
): Uint8Array {
  const out = new Uint8Array(data.length);
  for (let image = 0; image < count; image += 1) {
    for (let pixel = 0; pixel < area; pixel += 1) {
      for (let plane = 0; plane < channels; plane += 1) {
        const from = (image * area + pixel) * channels + plane;
        out[(image * channels + plane) * area + pixel] = data[from] as number;
      }
    }
  }
  return out;
}

function points(
  { dimensions, values }: { readonly dimensions: number; readonly values: Float32Array },
  path: string,
  { name = nameOf(path), size, channels, problems = [] }: ArrayOptions,
): Dataset {
  if (size !== undefined) throw new GantryError("E326", { option: "--size", name });
  if (channels !== undefined) throw new GantryError("E326", { option: "--channels", name });
  return pointSet({ name, dimensions, values, fingerprint: fingerprintOf([dimensions], values), problems });
}
