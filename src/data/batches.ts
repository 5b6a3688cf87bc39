/**
 * @file Batches by a counter. The item at global position p is
 *
 *   permutation(epoch)[p mod N]      epoch = ⌊p / N⌋, keyed by (seed, "order", epoch)
 *
 * so a position is all that a resumed run needs, and every epoch shows each item once. A labelled subset is walked
 * through in the same way, by a counter of its own; it may be smaller than a batch.
 */
import { GantryError } from "../base/error.ts";
import { hashOf, permutation, type RandomKey, threefry2x32 } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { rowsAt } from "./attributes.ts";
import type { Dataset } from "./dataset.ts";
import { labelledSubset } from "./labelled.ts";
import { takeItems } from "./subset.ts";

export interface BatchesOptions {
  readonly dataset: Dataset;
  /** Items a batch. */
  readonly batch: number;
  readonly seed: number;
  /** Mirror each image left to right with probability ½, by its position; off by default. What is known of it stays. */
  readonly flip?: boolean;
}

export interface Batch {
  /** `[batch, ...shape]`: pixels in [−1, 1], points as they are. */
  readonly items: Float32Array;
  /** `[batch]`; null where the data has no labels. */
  readonly labels: Int32Array | null;
  /** `[batch, A]`, in the data's own units; null where the data has no attributes. */
  readonly attributes: Float32Array | null;
  /** Where the next batch begins. */
  readonly next: number;
  /** The epoch of the first item, from 0. */
  readonly epoch: number;
}

export interface Batches {
  /** Floats in `items`. */
  readonly size: number;
  /**
   * The batch that begins at global position `position` ≥ 0.
   * @param out its `items` are written and returned in place of a new array, to spare the allocation
   */
  readonly take: Take;
  /**
   * The same over the labelled subset of so many labels.
   * @throws E150, E151, E317 where there is no such subset (see `labelledSubset`)
   */
  readonly labelled: (labels: number) => Take;
}

export type Take = (position: number, out?: Pick<Batch, "items">) => Batch;

/** @throws E309 when the batch is larger than the data, E326 when points should be flipped, E328 for a batch below 1 */
export function createBatches(options: BatchesOptions): Batches {
  const { dataset, batch, seed, flip = false } = options;
  const { count, name, shape } = dataset;
  if (!Number.isInteger(batch) || batch < 1) {
    throw new GantryError("E328", { where: "--batch", got: batch });
  }
  if (batch > count) throw new GantryError("E309", { name, batch, count });
  if (flip && dataset.kind === "points") throw new GantryError("E326", { option: "--flip", name });
  const subsets = new Map<number, Take>();
  const labelled = (labels: number): Take => {
    const known = subsets.get(labels);
    if (known !== undefined) return known;
    const subset = takeItems(dataset, labelledSubset(dataset, labels, seed));
    const fresh = walkThrough({ ...options, dataset: subset }, "labelled ");
    subsets.set(labels, fresh);
    return fresh;
  };
  return { size: batch * sizeOf(shape), take: walkThrough(options), labelled };
}

/** @param stream what the names of its random streams begin with */
function walkThrough({ dataset, batch, seed, flip = false }: BatchesOptions, stream = ""): Take {
  const { count, labels: allLabels, attributes: known, shape } = dataset;
  const orderOf = cachedOrders({ seed, stream: `${stream}order` }, count);
  const flipped = hashOf(`${stream}flip`);
  const size = batch * sizeOf(shape);
  const indices = new Uint32Array(batch);
  return (position, out) => {
    for (let i = 0; i < batch; i += 1) {
      const at = position + i;
      indices[i] = orderOf(Math.floor(at / count))[at % count] as number;
    }
    const items = out?.items ?? new Float32Array(size);
    dataset.read(indices, items);
    if (flip) for (let i = 0; i < batch; i += 1) if (isFlipped(seed, flipped, position + i)) mirror(items, shape, i);
    const labels = allLabels === undefined ? null : new Int32Array(batch);
    if (labels !== null && allLabels !== undefined) {
      for (let i = 0; i < batch; i += 1) labels[i] = allLabels[indices[i] as number] as number;
    }
    const attributes = known === undefined ? null : rowsAt(known, indices);
    return { items, labels, attributes, next: position + batch, epoch: Math.floor(position / count) };
  };
}

/** The orders of the last two epochs are kept: a batch may lie across a boundary. They follow from the key alone. */
function cachedOrders(key: Omit<RandomKey, "counter">, count: number): (epoch: number) => Uint32Array {
  const kept = new Map<number, Uint32Array>();
  return (epoch) => {
    const known = kept.get(epoch);
    if (known !== undefined) return known;
    if (kept.size >= 2) kept.delete(kept.keys().next().value as number);
    const order = permutation({ ...key, counter: epoch }, count);
    kept.set(epoch, order);
    return order;
  };
}

function isFlipped(seed: number, stream: number, position: number): boolean {
  return (threefry2x32([seed | 0, stream], [position | 0, Math.floor(position / 2 ** 32)])[0] & 1) === 1;
}

/** Mirrors image `index` of a batch left to right, in place. */
function mirror(items: Float32Array, shape: readonly number[], index: number): void {
  const width = shape.at(-1) as number;
  const size = sizeOf(shape);
  for (let row = index * size; row < (index + 1) * size; row += width) items.subarray(row, row + width).reverse();
}
