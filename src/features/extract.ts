/**
 * @file The features of many items, read and computed batch by batch: beside the result, memory holds one batch.
 */
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { FeatureNetwork, ImageFeatures } from "./feature-network.ts";

/** What items are read from by index: every dataset is one. */
export interface ItemSource {
  readonly count: number;
  /** Of one item: `[C, H, W]` for images, in [−1, 1]; `[D]` for points. */
  readonly shape: Shape;
  /** Writes the items at `indices` one after another into `out`. */
  readonly read: (indices: ArrayLike<number>, out: Float32Array) => void;
}

export interface ExtractOptions {
  /** How many items, from the first on; all by default, and no more than there are. */
  readonly count?: number;
  /** Which items, in this order, instead of the first `count`. */
  readonly indices?: ArrayLike<number>;
  /** Items read at a time; 256 by default. */
  readonly batch?: number;
  /** @param done items until now @param total all that will be */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * @param source a dataset, or samples `[N, C, H, W]` or `[N, D]`
 * @returns `features` `[count, dimension]` in float32, and of a classifier `probabilities` `[count, classes]`
 * @throws E719 for items that the network does not take; the signal's reason when it aborts
 */
export async function extractFeatures(
  network: FeatureNetwork,
  source: ItemSource | Tensor<"float32">,
  { count, indices, batch = 256, onProgress, signal }: ExtractOptions = {},
): Promise<ImageFeatures> {
  const items = "read" in source ? source : itemsOf(source);
  const wanted = indices ?? firstOf(Math.min(count ?? items.count, items.count));
  const total = wanted.length;
  const rows = gathering(network, total);
  const pixels = new Float32Array(Math.min(batch, total) * sizeOf(items.shape));
  for (let start = 0; start < total; start += batch) {
    signal?.throwIfAborted();
    const length = Math.min(batch, total - start);
    const part = pixels.subarray(0, length * sizeOf(items.shape));
    items.read(
      Uint32Array.from({ length }, (_, i) => wanted[start + i] as number),
      part,
    );
    rows.put(start, await network.of(floatTensor([length, ...items.shape], part)));
    onProgress?.(start + length, total);
  }
  return rows.result;
}

const firstOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

/** @param samples `[N, …]` */
function itemsOf({ shape: [count = 0, ...shape], data }: Tensor<"float32">): ItemSource {
  const size = sizeOf(shape);
  return {
    count,
    shape,
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        const from = (indices[i] as number) * size;
        out.set(data.subarray(from, from + size), i * size);
      }
    },
  };
}

interface Gathering {
  readonly put: (start: number, part: ImageFeatures) => void;
  readonly result: ImageFeatures;
}

function gathering({ dimension, classes }: FeatureNetwork, rows: number): Gathering {
  const matrixOf = (columns: number) => ({ rows, columns, values: new Float32Array(rows * columns) });
  const features = matrixOf(dimension);
  const probabilities = classes === 0 ? null : matrixOf(classes);
  return {
    result: probabilities === null ? { features } : { features, probabilities },
    put: (start, part) => {
      features.values.set(part.features.values, start * dimension);
      probabilities?.values.set(part.probabilities?.values ?? [], start * classes);
    },
  };
}
