/**
 * @file Any number of images through something that takes so many at a time: the last batch is filled up with images of
 * zeros, whose rows are left out, for programs have static shapes.
 */
import type { Matrix } from "../base/matrix.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { ImageFeatures } from "./feature-network.ts";

/** What one batch gave, row-major: `[batch, dimension]`, `[batch, classes]`. */
export interface BatchFeatures {
  readonly features: ArrayLike<number>;
  readonly probabilities?: ArrayLike<number>;
}

export interface BatchedOptions {
  /** Images a run at most: of fewer, as many as the next power of two, so that few programs serve any number. */
  readonly most: number;
  readonly dimension: number;
  readonly classes: number;
  /** @param images `[batch, …]` @param rows how many of them count; others are zeros, and what is said of them is left */
  readonly run: (images: Tensor<"float32">, rows: number) => Promise<BatchFeatures>;
}

/** @param images `[N, …]` @returns N rows */
export async function inBatches(images: Tensor<"float32">, options: BatchedOptions): Promise<ImageFeatures> {
  const { most, dimension, classes, run } = options;
  const [count = 0, ...item] = images.shape;
  const batch = Math.min(most, 2 ** Math.ceil(Math.log2(Math.max(1, count))));
  const features = matrixOf(count, dimension);
  const probabilities = classes > 0 ? matrixOf(count, classes) : null;
  for (let start = 0; start < count; start += batch) {
    const rows = Math.min(batch, count - start);
    const result = await run(batchAt(images.data, item, start, rows, batch), rows);
    copyRows(result.features, features, start, rows);
    if (probabilities !== null) copyRows(result.probabilities ?? [], probabilities, start, rows);
  }
  return probabilities === null ? { features } : { features, probabilities };
}

interface FloatMatrix extends Matrix {
  readonly values: Float32Array;
}

const matrixOf = (rows: number, columns: number): FloatMatrix => ({
  rows,
  columns,
  values: new Float32Array(rows * columns),
});

function batchAt(data: Float32Array, item: Shape, start: number, rows: number, batch: number): Tensor<"float32"> {
  const size = sizeOf(item);
  const part = data.subarray(start * size, (start + rows) * size);
  if (rows === batch) return floatTensor([batch, ...item], part);
  const filled = new Float32Array(batch * size);
  filled.set(part);
  return floatTensor([batch, ...item], filled);
}

function copyRows(from: ArrayLike<number>, to: FloatMatrix, start: number, rows: number): void {
  for (let i = 0; i < rows * to.columns; i += 1) to.values[start * to.columns + i] = from[i] as number;
}
