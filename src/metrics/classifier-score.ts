/**
 * @file Classifier score: are single samples clearly of a class, and all classes there? With Inception-v3's classes,
 * and with those alone, it is the Inception score.
 *
 *   exp( mean over x of KL(p(y|x) ‖ p(y)) ),    p(y) the mean of p(y|x) in the split
 *
 * Salimans et al., "Improved techniques for training GANs", 2016, https://arxiv.org/abs/1606.03498. Split i holds samples
 * [i·N/s, (i+1)·N/s), rounded down, of a shuffled order; mean and population standard deviation over 10 splits. From 1,
 * where each sample is of any class alike, to the number of classes. It sees no reference: memorised samples score high.
 *
 * It is biased downwards in small splits (a split of n samples shows n classes at most), so numbers of other N or other
 * splits do not compare.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation } from "../base/random.ts";
import { canonicalOrder } from "./canonical-order.ts";
import { meanAndStd } from "./mean-and-std.ts";
import { checkSamples, rowOf, takeRows } from "./samples.ts";

export interface ClassifierScoreOptions {
  /** 10 by default, at most the number of samples. */
  readonly splits?: number;
  /** Which shuffle; 0 by default. */
  readonly seed?: number;
  /**
   * `shuffled`, the default: the same whatever order the samples came in. `given`: as they stand, for comparison with
   * programs that do not shuffle.
   */
  readonly order?: "shuffled" | "given";
}

export interface ClassifierScore {
  readonly score: number;
  /** Population standard deviation over the splits. */
  readonly scoreStd: number;
  readonly splits: number;
}

/** How far a row's sum may be from 1: softmax in float32 over thousands of classes. */
const SUM_TOLERANCE = 1e-3;

/**
 * @param probabilities `[N, classes]`, each row p(y|x); zeros are allowed
 * @throws E112 for a count of splits that is none, E701 for a row that is no distribution, E705, E707
 */
export function classifierScore(
  probabilities: Matrix,
  { splits: asked = 10, seed = 0, order = "shuffled" }: ClassifierScoreOptions = {},
): ClassifierScore {
  checkSamples("classifierScore", probabilities);
  checkDistributions(probabilities);
  if (!Number.isInteger(asked) || asked < 1) {
    throw new GantryError("E112", { where: "classifierScore.splits", expected: "an integer ≥ 1", got: String(asked) });
  }
  const { rows } = probabilities;
  const splits = Math.min(asked, rows);
  const places = order === "given" ? null : shuffledOrder(probabilities, seed);
  const scores = Array.from({ length: splits }, (_, i) => {
    const [start, end] = [Math.floor((i * rows) / splits), Math.floor(((i + 1) * rows) / splits)];
    const indices = Array.from({ length: end - start }, (_row, at) => places?.[start + at] ?? start + at);
    return scoreOf(takeRows(probabilities, indices));
  });
  const { mean: score, std: scoreStd } = meanAndStd(scores);
  return { score, scoreStd, splits };
}

function checkDistributions(probabilities: Matrix): void {
  for (let i = 0; i < probabilities.rows; i += 1) {
    let sum = 0;
    for (const value of rowOf(probabilities, i)) {
      if (value < 0) throw new GantryError("E701", { where: "classifierScore", sample: i, got: String(value) });
      sum += value;
    }
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    throw new GantryError("E701", { where: "classifierScore", sample: i, got: `a sum of ${sum}` });
  }
}

function shuffledOrder(probabilities: Matrix, seed: number): Uint32Array {
  const order = canonicalOrder(probabilities);
  const key = { seed, stream: "classifier-score", counter: 0 };
  return permutation(key, order.length).map((i) => order[i] as number);
}

/** exp of the mean divergence from the mean row; p ln p is 0 at p = 0. */
function scoreOf(rows: Matrix): number {
  const mean = new Float64Array(rows.columns);
  for (let i = 0; i < rows.values.length; i += 1) {
    const c = i % rows.columns;
    mean[c] = (mean[c] as number) + (rows.values[i] as number) / rows.rows;
  }
  let divergence = 0;
  rows.values.forEach((p, i) => {
    if (p > 0) divergence += p * Math.log(p / (mean[i % rows.columns] as number));
  });
  return Math.exp(divergence / rows.rows);
}
