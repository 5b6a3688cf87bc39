/**
 * @file Mean and covariance of a set of features: all that the Fréchet distance needs of it, so a data set's is computed
 * once and kept.
 *
 *   μ = Σx / N        Σ = Σ (x − μ)(x − μ)ᵀ / (N − 1)
 *
 * N − 1 as in `numpy.cov`, which pytorch-fid, clean-fid and torch-fidelity use; StyleGAN's code divides by N.
 *
 * Where there are no more samples than dimensions, Σ is kept as a factor Y with YᵀY = Σ: it is smaller, has exactly the
 * rank that Σ has, and no digit of it is lost to squaring. N centred rows have rank N − 1 only, so a reflection turns
 * the direction (1, …, 1)/√N, along which they are 0, into the first row, which is left out:
 *
 *   y_i = (x_i − μ − (x_0 − μ) / (√N + 1)) / √(N − 1)        i = 1 … N − 1
 */
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows, rowsAround, transposed } from "./centre.ts";
import { rowsBetween } from "./product-blocks.ts";
import { checkSamples } from "./samples.ts";
import { type MetricWork, type Worker, workerOf } from "./work.ts";

export interface FeatureStatistics {
  /** How many samples. */
  readonly count: number;
  /** `[d]` */
  readonly mean: Float64Array;
  /** Σ itself, `[d, d]`, or where count ≤ d a factor of it, `[count − 1, d]`. */
  readonly covariance: { readonly kind: "full" | "factor"; readonly matrix: Matrix };
}

/** Samples that are turned and multiplied at once: bounds memory. */
const CHUNK = 4096;

/**
 * @param features `[N, d]`, N ≥ 2; the order of rows does not matter
 * @param where what is named in an error
 * @throws E705 for fewer than two samples, E707 for a value that is no number
 */
export async function featureStatistics(
  features: Matrix,
  work: MetricWork = {},
  where = "features",
): Promise<FeatureStatistics> {
  checkSamples(where, features, 2);
  const mean = meanOfRows(features);
  const { rows: count, columns } = features;
  if (count <= columns) return { count, mean, covariance: { kind: "factor", matrix: factorOf(features, mean) } };
  const matrix = await covarianceOf(features, mean, workerOf(work, count));
  return { count, mean, covariance: { kind: "full", matrix } };
}

async function covarianceOf(features: Matrix, mean: Float64Array, worker: Worker): Promise<Matrix> {
  const { rows, columns } = features;
  const sum = new Float64Array(columns * columns);
  for (let start = 0; start < rows; start += CHUNK) {
    const part = transposed(rowsAround(rowsBetween(features, start, start + CHUNK), mean)); // [d, chunk]
    const products = await worker.products(part, part);
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (products.values[i] as number) / (rows - 1);
    worker.did(part.columns);
    await worker.pause();
  }
  return { rows: columns, columns, values: sum };
}

function factorOf(features: Matrix, mean: Float64Array): Matrix {
  const { rows, columns } = features;
  const values = rowsAround(features, mean).values;
  const [share, scale] = [1 / (Math.sqrt(rows) + 1), 1 / Math.sqrt(rows - 1)];
  const factor = new Float64Array((rows - 1) * columns);
  for (let i = 0; i < factor.length; i += 1) {
    factor[i] = ((values[columns + i] as number) - (values[i % columns] as number) * share) * scale;
  }
  return { rows: rows - 1, columns, values: factor };
}

/** tr Σ: the sum of all features' variances. */
export function totalVariance({ covariance: { kind, matrix } }: FeatureStatistics): number {
  const { columns, values } = matrix;
  let sum = 0;
  if (kind === "full") for (let i = 0; i < columns; i += 1) sum += values[i * columns + i] as number;
  else for (const value of values) sum += value * value;
  return sum;
}
