/** @file Errors of `theory`. */

/** What about a run keeps Figure 1 from being drawn of it. */
export type FigureProblem = "images" | "dimensions" | "classes" | "checkpoints";

const figureProblems: { readonly [P in FigureProblem]: (got: number) => string } = {
  images: () => "its data are images. Figure 1 is of points on a line: gantry train gaussian --z 1",
  dimensions: (got) =>
    `its points have ${got} dimensions. Figure 1 is of points on a line: gantry train gaussian --z 1`,
  classes: () => "its generator wants a class beside z. Take a run whose generator has z alone.",
  checkpoints: (got) =>
    `it keeps ${got === 0 ? "no checkpoint" : "one checkpoint"}, and a panel is drawn of each. ` +
    "Train with --save-every 100 --keep 100, or resume it.",
};

export const theoryErrors = {
  /** An integrand that is infinite or no number somewhere. */
  E720: (p: { where: string; got: string }): string =>
    `${p.where}: expected a function that is finite between its ends, the integral came to ${p.got}. ` +
    "Cut the places out where it is not.",
  /** A Gaussian that is none. */
  E721: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}. Give parts such as { mu: 0, sd: 1 }.`,
  /** Masses, borders or images that make no distribution. */
  E722: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}.`,
  /** A run of which Figure 1 cannot be drawn. */
  E723: (p: { run: string; problem: FigureProblem; got: number }): string =>
    `Figure 1 cannot be drawn of ${p.run}: ${figureProblems[p.problem](p.got)}`,
  /** Steps that the run did not keep. */
  E724: (p: { where: string; got: string; kept: readonly number[] }): string =>
    `${p.where}: expected one to six of the steps that the run keeps, rising, got ${p.got}. It keeps ${p.kept.join(", ")}.`,
} as const;
