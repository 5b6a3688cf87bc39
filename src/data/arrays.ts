/** @file Data that somebody has in memory already: points, or images as bytes or as floats. */
import { GantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { type Attributes, attributesOf, fingerprintWith } from "./attributes.ts";
import type { Dataset } from "./dataset.ts";
import { imageSet } from "./images.ts";
import { checkChannels, checkSize } from "./option-checks.ts";
import { pointSet } from "./points.ts";
import { sha256 } from "./sha256.ts";

interface Named {
  /** What the set is called in records and in an exported generator; `points` or `images` by default. */
  readonly name?: string;
  /** One class index an item. */
  readonly labels?: Int32Array;
  /** Names of the classes, by index. */
  readonly classes?: readonly string[];
  /** Numbers known of each item, in any units: `values` `[N, names.length]`, row-major. */
  readonly attributes?: { readonly names: readonly string[]; readonly values: Float32Array };
}

/** `points`: `[N, dimensions]`, row-major. */
export interface PointArrays extends Named {
  readonly points: Float32Array;
  readonly dimensions: number;
}

/** `images`: `[N, C, H, W]`, row-major; bytes 0–255, or floats in [−1, 1]. `shape`: `[C, H, W]`, H = W. */
export interface ImageArrays extends Named {
  readonly images: Uint8Array | Float32Array;
  readonly shape: readonly [channels: number, height: number, width: number];
}

/**
 * Wraps arrays as a dataset; they are not copied, so they must not change while it is in use.
 *
 * @throws E112 for a number of values that makes no whole items, values that are not finite or beyond [−1, 1], or
 * labels or attributes of another number; E318, E319 for sizes and channels nobody trains
 */
export function arrayDataset(arrays: PointArrays | ImageArrays): Dataset {
  const dataset = "points" in arrays ? points(arrays) : images(arrays);
  const { attributes: given } = arrays;
  if (given === undefined) return dataset;
  const attributes = checkedAttributes(given, dataset.count);
  return { ...dataset, attributes, fingerprint: fingerprintWith(dataset.fingerprint, attributes) };
}

/** @throws E112 for numbers that are none, that are not one row an item, or that are all the same */
function checkedAttributes({ names, values }: NonNullable<Named["attributes"]>, count: number): Attributes {
  const refuse = (where: string, expected: string, got: string): never => {
    throw new GantryError("E112", { where: `data.attributes.${where}`, expected, got });
  };
  if (names.length === 0 || new Set(names).size < names.length) {
    refuse("names", "names that differ, one at least", `[${names.join(", ")}]`);
  }
  if (values.length !== count * names.length) {
    refuse("values", `${count * names.length} numbers, ${names.length} an item`, String(values.length));
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) refuse(`values[${wrong}]`, "a finite number", String(values[wrong]));
  const attributes = attributesOf(names, Array.from(values));
  const constant = attributes.columns.find(({ min, max }) => min === max);
  if (constant !== undefined) refuse(constant.name, "numbers that differ", `${constant.min} for each item`);
  return attributes;
}

function points({ points: values, dimensions, name = "points", ...named }: PointArrays): Dataset {
  const count = checkItems("data.points", values, [dimensions]);
  checkRange("data.points", values, Number.MAX_VALUE);
  return pointSet({ dimensions, values, ...facts(name, values, [dimensions]), ...labelled(named, count) });
}

function images({ images: pixels, shape, name = "images", ...named }: ImageArrays): Dataset {
  const [channels, height, width] = shape;
  checkChannels(channels);
  checkSize(height);
  if (width !== height) {
    throw new GantryError("E112", { where: "data.shape", expected: "square images", got: `[${shape.join(", ")}]` });
  }
  const count = checkItems("data.images", pixels, shape);
  const common = { shape, count, ...facts(name, pixels, shape), ...labelled(named, count) };
  if (pixels instanceof Uint8Array) return imageSet({ ...common, pixels });
  checkRange("data.images", pixels, 1);
  return { ...common, kind: "images", read: floatReader(pixels, sizeOf(shape)) };
}

function floatReader(values: Float32Array, size: number): Dataset["read"] {
  return (indices, out) => {
    for (let i = 0; i < indices.length; i += 1) {
      const start = (indices[i] as number) * size;
      out.set(values.subarray(start, start + size), i * size);
    }
  };
}

/** @returns how many items there are */
function checkItems(where: string, values: ArrayLike<number>, shape: Shape): number {
  const size = sizeOf(shape);
  const count = values.length / size;
  if (Number.isInteger(count) && count > 0 && size > 0) return count;
  const expected = `a multiple of ${size} values, for items of shape [${shape.join(", ")}]`;
  throw new GantryError("E112", { where, expected, got: String(values.length) });
}

function checkRange(where: string, values: Float32Array, limit: number): void {
  const wrong = values.findIndex((value) => !(Math.abs(value) <= limit));
  if (wrong < 0) return;
  const expected = limit === 1 ? "floats in [-1, 1]" : "finite numbers";
  throw new GantryError("E112", { where: `${where}[${wrong}]`, expected, got: String(values[wrong]) });
}

function labelled(
  { labels, classes }: Named,
  count: number,
): { readonly labels?: Int32Array; readonly classes?: readonly string[] } {
  if (labels === undefined) return {};
  if (labels.length !== count) {
    throw new GantryError("E112", { where: "data.labels", expected: `${count} labels`, got: String(labels.length) });
  }
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  const names = classes ?? Array.from({ length: highest + 1 }, (_, index) => String(index));
  const strange = labels.findIndex((label) => label < 0 || label >= names.length);
  if (strange >= 0) {
    const expected = `classes 0 to ${names.length - 1}`;
    throw new GantryError("E112", { where: `data.labels[${strange}]`, expected, got: String(labels[strange]) });
  }
  return { labels, classes: names };
}

function facts(
  name: string,
  values: Uint8Array | Float32Array,
  shape: Shape,
): { readonly name: string; readonly fingerprint: string; readonly problems: readonly [] } {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, fingerprint: sha256(`${shape.join("x")} ${sha256(bytes)}`), problems: [] };
}
