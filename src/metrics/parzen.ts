/**
 * @file Parzen log-likelihood, the measure of 2014: generated samples, each blurred by a Gaussian, as a density, and how
 * likely data is under it.
 *
 *   log p(x) = log mean over s of exp(−|x − s|² / 2σ²)  −  D log(σ √(2π))
 *
 * Goodfellow et al., "Generative adversarial networks", 2014, https://arxiv.org/abs/1406.2661, on pixels in [0, 1] with
 * 10,000 samples; σ is the best of 10 from .1 to 1, on data kept apart for it. A density, so it changes with the unit:
 * pixels in [−1, 1] give other numbers. It rewards samples near the mean of images (Theis et al. 2016); kept for comparison.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { type DistanceBlock, distanceBlocks, pointsOf } from "./distances.ts";
import { meanAndStd } from "./mean-and-std.ts";
import { checkPair } from "./samples.ts";
import { type MetricWarning, metricWarning } from "./warning.ts";
import { type MetricWork, workerOf } from "./work.ts";

export interface ParzenLikelihood {
  /** Mean of log p over the data, in nats. */
  readonly parzen: number;
  /** Standard error of that mean: population standard deviation / √n. */
  readonly parzenError: number;
  readonly sigma: number;
  /** log p of each item of the data, `[M]`. */
  readonly values: Float64Array;
}

/**
 * @param samples generated, `[N, D]` @param data `[M, D]`, none of it used to choose σ @param sigma > 0
 * @throws E112 for a σ that is none, E705, E706, E707
 */
export async function parzenLikelihood(
  samples: Matrix,
  data: Matrix,
  sigma: number,
  work: MetricWork = {},
): Promise<ParzenLikelihood> {
  const values = (await likelihoods("parzenLikelihood", samples, data, [sigma], work))[0] as Float64Array;
  const { mean, std } = meanAndStd(values);
  return { parzen: mean, parzenError: std / Math.sqrt(values.length), sigma, values };
}

/** 10 from .1 to 1, evenly in their logarithm. */
export const PARZEN_SIGMAS: readonly number[] = Array.from({ length: 10 }, (_, i) => 10 ** (i / 9 - 1));

export interface ParzenSearch {
  /** The one with the highest mean. */
  readonly sigma: number;
  readonly sigmas: readonly number[];
  /** Mean of log p for each. */
  readonly means: readonly number[];
  /** W703 where the best is the least or the greatest of several. */
  readonly warnings: readonly MetricWarning[];
}

/**
 * The σ under which the validation data is most likely. All are tried in one pass over the distances.
 * @param samples generated, `[N, D]` @param validation `[M, D]`, apart from what is measured afterwards
 */
export async function parzenSearch(
  samples: Matrix,
  validation: Matrix,
  { sigmas = PARZEN_SIGMAS, ...work }: MetricWork & { readonly sigmas?: readonly number[] } = {},
): Promise<ParzenSearch> {
  const values = await likelihoods("parzenSearch", samples, validation, sigmas, work);
  const means = values.map((list) => meanAndStd(list).mean);
  const sigma = sigmas[means.indexOf(Math.max(...means))] as number;
  return { sigma, sigmas, means, warnings: atEnd(sigma, sigmas) };
}

/** A maximum at an end of what was tried may not be one: the next beyond was not tried. */
function atEnd(sigma: number, sigmas: readonly number[]): MetricWarning[] {
  const [least, greatest] = [Math.min(...sigmas), Math.max(...sigmas)];
  if (least === greatest || (sigma > least && sigma < greatest)) return [];
  const end = sigma === least ? "smallest" : "largest";
  return [metricWarning("W703", { where: "parzen", sigma, end, tried: sigmas.length })];
}

/** log p of each item of the data, for each σ. */
async function likelihoods(
  where: string,
  samples: Matrix,
  data: Matrix,
  sigmas: readonly number[],
  work: MetricWork,
): Promise<Float64Array[]> {
  checkPair(where, samples, data);
  const wrong = sigmas.length === 0 ? Number.NaN : sigmas.find((sigma) => !(sigma > 0 && sigma < Infinity));
  if (wrong !== undefined) throw new GantryError("E112", { where, expected: "a sigma > 0", got: String(wrong) });
  const centre = meanOfRows(data);
  const sums = startOfSums(data.rows, sigmas);
  const blocks = distanceBlocks(
    pointsOf(data, centre),
    pointsOf(samples, centre),
    workerOf(work, data.rows * samples.rows),
  );
  for await (const block of blocks) addBlock(sums, block);
  const { nearest, totals } = sums;
  return sigmas.map((sigma, s) => {
    const constant = Math.log(samples.rows) + samples.columns * Math.log(sigma * Math.sqrt(2 * Math.PI));
    return nearest.map((distance, i) => {
      const total = (totals[s] as Float64Array)[i] as number;
      return Math.log(total) - distance / (2 * sigma * sigma) - constant;
    });
  });
}

/** Σ exp(−(|x − s|² − nearest) / 2σ²) so far, for each x and σ; the nearest has the exponent 0, so nothing underflows. */
interface Sums {
  readonly rates: readonly number[];
  /** Squared, `[M]`. */
  readonly nearest: Float64Array;
  /** `[M]` for each σ. */
  readonly totals: readonly Float64Array[];
}

function startOfSums(rows: number, sigmas: readonly number[]): Sums {
  return {
    rates: sigmas.map((sigma) => 1 / (2 * sigma * sigma)),
    nearest: new Float64Array(rows).fill(Infinity),
    totals: sigmas.map(() => new Float64Array(rows)),
  };
}

/** Beside a sum of at least 1, what is smaller than e^−45 is below rounding for any number of samples. */
const NEGLIGIBLE = 45;

function addBlock({ rates, nearest, totals }: Sums, { row, squared }: DistanceBlock): void {
  const { rows, columns, values } = squared;
  for (let i = 0; i < rows; i += 1) {
    const distances = values.subarray(i * columns, (i + 1) * columns);
    const before = nearest[row + i] as number;
    const least = leastOf(distances, before);
    nearest[row + i] = least;
    rates.forEach((rate, s) => {
      const list = totals[s] as Float64Array;
      const kept = before === Infinity ? 0 : (list[row + i] as number) * Math.exp((least - before) * rate);
      list[row + i] = kept + sumOfExponentials(distances, least, rate);
    });
  }
}

function leastOf(distances: ArrayLike<number>, before: number): number {
  let least = before;
  for (let j = 0; j < distances.length; j += 1) least = Math.min(least, distances[j] as number);
  return least;
}

function sumOfExponentials(distances: ArrayLike<number>, least: number, rate: number): number {
  let sum = 0;
  for (let j = 0; j < distances.length; j += 1) {
    const exponent = ((distances[j] as number) - least) * rate;
    if (exponent < NEGLIGIBLE) sum += Math.exp(-exponent);
  }
  return sum;
}
