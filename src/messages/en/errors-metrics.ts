/** @file Errors of `metrics`. */

export const metricsErrors = {
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
