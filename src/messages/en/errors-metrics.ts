/** @file Errors of `metrics`. */

/** Three digits that matter. */
const round = (value: number): number => Number(value.toPrecision(3));

export const metricsErrors = {
  /** Neighbours that a set does not have. `rows`: its size. */
  E700: (p: { where: string; k: number; rows: number }): string =>
    `${p.where}: expected a whole number k from 1 to ${p.rows - 1}, for each of ${p.rows} samples has ${p.rows - 1} neighbours, ` +
    `got ${p.k}. Give a smaller k, or more samples.`,
  /** A row that is no distribution over classes. `sample` counts from 0. */
  E701: (p: { where: string; sample: number; got: string }): string =>
    `${p.where}: expected probabilities ≥ 0 that add up to 1, got ${p.got} in sample ${p.sample} (from 0). ` +
    "Give the softmax of the logits.",
  /** Bytes that hold no statistics. */
  E702: (p: { where: string }): string =>
    `${p.where} holds no feature statistics of this version. Delete it: they are computed again.`,
  /** Fréchet distance with fewer samples than dimensions. */
  W700: (p: { where: string; count: number; dimension: number }): string =>
    `${p.where}: ${p.count} samples in ${p.dimension} dimensions have a covariance of rank ${p.count - 1} at most, so the ` +
    "Fréchet distance is biased upwards, far above 0 even for two samples of one distribution. " +
    `Give more than ${p.dimension} samples, or compare only numbers of the same n; KID has no such bias.`,
  /** Subsets that cannot be as large as asked for. */
  W701: (p: { where: string; asked: number; size: number }): string =>
    `${p.where}: there are ${p.size} samples in the smaller set, so each subset has ${p.size} in place of ${p.asked}. ` +
    "The mean is unbiased all the same; the spread is too small, for the subsets share most of their samples.",
  /** Balls without extent. `where`: of which set. */
  W702: (p: { where: string; count: number; k: number }): string =>
    `${p.where}: ${p.count === 1 ? "1 sample has" : `${p.count} samples have`} ${p.k} exact copies or more, and so a ball of radius 0, ` +
    "which holds nothing by the strict convention and only the copies by the inclusive one. Remove duplicates, or give a larger k.",
  /** A bandwidth at the end of those that were tried. */
  W703: (p: { where: string; sigma: number; end: "smallest" | "largest"; tried: number }): string =>
    `${p.where}: the best σ, ${round(p.sigma)}, is the ${p.end} of the ${p.tried} that were tried: a ${p.end === "smallest" ? "smaller" : "larger"} one may be ` +
    "better, and the log-likelihood of these samples higher than it is given here. Compare it only with numbers of the same " +
    "protocol, or try other bandwidths: parzenSearch of gantry/metrics takes sigmas.",
  /** A set that is empty or has too few samples. */
  E705: (p: { where: string; expected: number; got: number }): string =>
    `${p.where}: expected at least ${p.expected === 1 ? "one sample" : `${p.expected} samples`}, got ${p.got}. ` +
    "Draw more, or compare fewer.",
  /** Two sets whose samples are not of one kind. */
  E706: (p: { where: string; expected: number; got: number }): string =>
    `${p.where}: expected samples of ${p.expected} numbers in both sets, got ${p.got} in the second. ` +
    "Compare images of one size with the same channels, or features of one network.",
  /** A value that is no number. `sample` and `column` count from 0. */
  E707: (p: { where: string; sample: number; column: number; got: string }): string =>
    `${p.where}: expected finite numbers, got ${p.got} in sample ${p.sample}, value ${p.column} (both from 0). ` +
    "A generator that diverged draws such samples: take an earlier checkpoint; of data, repair the file.",
  /** Masses or weights that are none; `index` null: what their sum is. */
  E708: (p: { where: string; index: number | null; got: string }): string =>
    `${p.where}: expected masses that are finite, not negative and not all 0, got ` +
    `${p.index === null ? `the sum ${p.got}` : `${p.got} at ${p.index}`}. Count the samples of each cell, or give densities there.`,
  /** An iteration that did not end where it should. */
  E709: (p: { where: string; iterations: number; error: number; tolerance: number }): string =>
    `${p.where}: expected marginals within ${p.tolerance}, got ${p.error.toExponential(1)} after ${p.iterations} iterations. ` +
    "Give a larger epsilon, more iterations or a larger tolerance; earthMover is exact.",
} as const;
