/** @file A part of a dataset: some of its classes, or some of its items, without copying any. */
import { GantryError } from "../base/error.ts";
import { attributesAt } from "./attributes.ts";
import type { Dataset } from "./dataset.ts";
import { sha256 } from "./sha256.ts";

/**
 * Keeps the items of some classes. Classes are renumbered from 0 in the data's own order.
 * @param wanted names, or indices where no class has that name @throws E316 unknown class, E317 no labels
 */
export function keepClasses(dataset: Dataset, wanted: readonly (string | number)[]): Dataset {
  const { labels, classes, modes } = dataset;
  if (labels === undefined || classes === undefined) throw new GantryError("E317", { name: dataset.name });
  const kept = [...new Set(wanted.map((word) => classIndex(classes, String(word).trim())))].sort((a, b) => a - b);
  if (kept.length === 0) throw new GantryError("E316", { wanted: '""', classes });
  const renumbered = new Map(kept.map((old, index) => [old, index]));
  const indices = Uint32Array.from(labels.keys()).filter((i) => renumbered.has(labels[i] as number));
  const part = takeItems(dataset, indices);
  return {
    ...part,
    labels: Int32Array.from(indices, (i) => renumbered.get(labels[i] as number) as number),
    classes: kept.map((index) => classes[index] as string),
    ...(modes && { modes: { ...modes, centres: kept.map((index) => modes.centres[index] as readonly number[]) } }),
  };
}

function classIndex(classes: readonly string[], word: string): number {
  const byName = classes.indexOf(word);
  if (byName >= 0) return byName;
  const index = /^\d+$/.test(word) ? Number(word) : -1;
  if (index < 0 || index >= classes.length) throw new GantryError("E316", { wanted: word, classes });
  return index;
}

/** A view of some items, in the given order. Its fingerprint depends on the data's and on which items are kept. */
export function takeItems(dataset: Dataset, indices: Uint32Array): Dataset {
  const { labels, files, attributes } = dataset;
  const bytes = new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength);
  let mapped = new Uint32Array(0); // kept between reads of the same length
  return {
    ...dataset,
    count: indices.length,
    fingerprint: sha256(`${dataset.fingerprint} items ${sha256(bytes)}`),
    ...(labels && { labels: Int32Array.from(indices, (i) => labels[i] as number) }),
    ...(attributes && { attributes: attributesAt(attributes, indices) }),
    ...(files && { files: Array.from(indices, (i) => files[i] as string) }),
    read: (wanted, out) => {
      if (mapped.length !== wanted.length) mapped = new Uint32Array(wanted.length);
      for (let i = 0; i < wanted.length; i += 1) mapped[i] = indices[wanted[i] as number] as number;
      dataset.read(mapped, out);
    },
  };
}
