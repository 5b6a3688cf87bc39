/** @file Items that look exactly alike: same values after cropping and resizing, whatever their files. */
import { sizeOf } from "../base/shape.ts";
import type { Dataset } from "./dataset.ts";

export interface Duplicates {
  /** Items that equal an earlier one. */
  readonly count: number;
  /** The first groups of equal items: their indices, and their files where they have any. */
  readonly groups: readonly { readonly items: readonly number[]; readonly files?: readonly string[] }[];
}

/** Hashes every item once and compares those with equal hashes value by value. @param listed how many groups are named */
export function findDuplicates(dataset: Dataset, listed = 20): Duplicates {
  const groups = new Map<number, number[]>();
  for (const items of buckets(dataset).values()) {
    if (items.length > 1) for (const [first, group] of equalItems(dataset, items)) groups.set(first, group);
  }
  const sorted = [...groups.values()].sort(([a = 0], [b = 0]) => a - b);
  const { files } = dataset;
  return {
    count: sorted.reduce((sum, group) => sum + group.length - 1, 0),
    groups: sorted.slice(0, listed).map((items) => ({
      items,
      ...(files && { files: items.map((index) => files[index] as string) }),
    })),
  };
}

/** Items by hash. */
function buckets(dataset: Dataset): Map<number, number[]> {
  const item = new Float32Array(sizeOf(dataset.shape));
  const words = new Int32Array(item.buffer);
  const found = new Map<number, number[]>();
  for (let index = 0; index < dataset.count; index += 1) {
    dataset.read([index], item);
    const hash = hashOf(words);
    const bucket = found.get(hash);
    if (bucket === undefined) found.set(hash, [index]);
    else bucket.push(index);
  }
  return found;
}

/** Two 32-bit multiplicative hashes side by side: 53 bits of them. */
function hashOf(words: Int32Array): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as number;
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15; // floats differ in their high bits only: bring them down
    b = Math.imul(b ^ word, 0x5bd1e995);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}

/** Splits a bucket into groups that are truly equal, by their first item; single items are left out. */
function equalItems(dataset: Dataset, items: readonly number[]): Map<number, number[]> {
  const size = sizeOf(dataset.shape);
  const read = (index: number): Float32Array => {
    const out = new Float32Array(size);
    dataset.read([index], out);
    return out;
  };
  const firsts: { readonly index: number; readonly values: Float32Array; readonly group: number[] }[] = [];
  for (const index of items) {
    const values = read(index);
    const same = firsts.find((first) => first.values.every((value, i) => value === values[i]));
    if (same === undefined) firsts.push({ index, values, group: [index] });
    else same.group.push(index);
  }
  return new Map(firsts.filter(({ group }) => group.length > 1).map(({ index, group }) => [index, group]));
}
