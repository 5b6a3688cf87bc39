/**
 * @file Fréchet distance between two sets of features, each taken for a Gaussian. With Inception-v3's features it is
 * called FID; with any other network's, it is not, and the number means nothing without the network's name.
 *
 *   d² = |μ₁ − μ₂|² + tr Σ₁ + tr Σ₂ − 2 tr (Σ₁Σ₂)^½          covariances divided by N − 1
 *
 * Heusel et al., "GANs trained by a two time-scale update rule converge to a local Nash equilibrium", 2017,
 * https://arxiv.org/abs/1706.08500; Dowson & Landau 1982. What is reported is d², as everywhere.
 *
 * With Σ₁ = F₁ᵀF₁ and Σ₂ = F₂ᵀF₂, the eigenvalues of Σ₁Σ₂ are those of B Bᵀ for B = F₁F₂ᵀ, which is symmetric: so no
 * square root of a matrix is taken, nothing comes out complex, and no ε is added to the diagonal. Eigenvalues that
 * rounding made negative count as 0, as in torch-fidelity.
 *
 * Time grows with the cube of min(N, d), memory with its square: 2,048 take some 20 s of one processor, so 8,192 would
 * take a quarter of an hour and 2 GB.
 *
 * It is biased: two samples of one distribution are about proportional to 1/N apart (Bińkowski et al. 2018), so only
 * numbers of the same N can be compared.
 */

import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { type FeatureStatistics, featureStatistics, totalVariance } from "./feature-statistics.ts";
import { pivotedCholesky } from "./pivoted-cholesky.ts";
import { symmetricEigenvalues } from "./symmetric-eigenvalues.ts";
import { type MetricWarning, metricWarning } from "./warning.ts";
import { type MetricWork, type Worker, workerOf } from "./work.ts";

export interface FrechetResult {
  /** d², ≥ 0 but for rounding. */
  readonly frechet: number;
  /** W700 for each set with no more samples than dimensions. */
  readonly warnings: readonly MetricWarning[];
}

/**
 * @param real statistics of `[N, d]` @param fake of `[M, d]`; either way round, the answer is the same
 * @param work `onProgress` counts the eigenvalues, which take most of the time (d = 2,048: seconds)
 * @throws E706 for different dimensions
 */
export async function frechetDistance(
  real: FeatureStatistics,
  fake: FeatureStatistics,
  work: MetricWork = {},
): Promise<FrechetResult> {
  const [d, other] = [real.mean.length, fake.mean.length];
  if (d !== other) throw new GantryError("E706", { where: "frechetDistance", expected: d, got: other });
  const between = real.mean.reduce((sum, value, i) => sum + (value - (fake.mean[i] as number)) ** 2, 0);
  const shared = await sharedSpread(real, fake, work);
  return {
    frechet: between + totalVariance(real) + totalVariance(fake) - 2 * shared,
    warnings: [...biasOf("real", real), ...biasOf("fake", fake)],
  };
}

/** `frechetDistance` of two sets. @param real `[N, d]` @param fake `[M, d]` @throws E705, E706, E707 */
export async function frechetDistanceOfFeatures(
  real: Matrix,
  fake: Matrix,
  work: MetricWork = {},
): Promise<FrechetResult> {
  const quiet = { ...work, onProgress: () => {} };
  const first = await featureStatistics(real, quiet, "real");
  return frechetDistance(first, await featureStatistics(fake, quiet, "fake"), work);
}

/** tr (Σ₁Σ₂)^½ = Σ √λ(B Bᵀ), B = F₁F₂ᵀ */
async function sharedSpread(real: FeatureStatistics, fake: FeatureStatistics, work: MetricWork): Promise<number> {
  const [a, b] = [factorOf(real), factorOf(fake)];
  const worker = workerOf(work, Math.min(a.rows, b.rows));
  const eigenvalues = await symmetricEigenvalues(await smallerGram(a, b, worker), worker);
  return eigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
}

const factorOf = ({ covariance: { kind, matrix } }: FeatureStatistics): Matrix =>
  kind === "factor" ? matrix : pivotedCholesky(matrix);

/** B Bᵀ or BᵀB, whichever is smaller: both have the same eigenvalues but for zeros. */
async function smallerGram(a: Matrix, b: Matrix, { products }: Worker): Promise<Matrix> {
  const [small, large] = a.rows <= b.rows ? [a, b] : [b, a];
  const cross = await products(small, large);
  return products(cross, cross);
}

function biasOf(where: string, { count, mean }: FeatureStatistics): MetricWarning[] {
  return count > mean.length ? [] : [metricWarning("W700", { where, count, dimension: mean.length })];
}
