/**
 * @file The numbers at which a verdict turns. Tuned on runs that were provoked on purpose, then frozen and judged on
 * others (docs/diagnosis.md); a change here asks for both again: `node bench/quality/diagnosis.mjs`.
 */
export const THRESHOLDS = {
  /** Looks are drawn densely at first, when everything moves; peaks and ways count from here. */
  settled: 100,
  /** Before this step nothing is said, but that a run diverged. */
  warmUp: 300,
  /** Until this step, a distance that falls by `gaining` between older and newer looks is still warming up. */
  learning: 800,
  gaining: 0.15,
  /** The distance is at its floor below this multiple of it, and far from it above that. */
  atFloor: 1.5,
  far: 6,
  /** Far enough for a part of the data that is left out to matter. */
  apart: 4.5,
  /** A distance that falls by less than this share does not get better. */
  better: 0.1,
  betterOfFew: 0.25,

  /** D's outputs or a loss beyond this, or weights that move by this share a step, are on their way out. */
  output: 1e4,
  update: 0.3,
  /** D is right about nearly everything. */
  sure: 0.93,
  sureOfFew: 0.9,
  /** D is right no more often than this: it guesses. */
  guessing: 0.6,
  /** How near ½ D's accuracy is at the equilibrium. */
  even: 0.1,
  /** Samples go so far between two looks, in units of the data's spread, and turn back: at most this share is way made. */
  restless: 0.06,
  headway: 0.5,
  /** Weights move by less than this share a step. */
  still: 3e-5,
  /** D's move by less: it does not learn what G does. */
  idle: 1e-4,
  /** Diversity, and the share of the data that is reached, of a run that loses variety and of one that has lost it. */
  losing: { diversity: 0.6, coverage: 0.8, distance: 0 },
  lost: { diversity: 0.3, coverage: 0.15, distance: 0.1 },
  /** Below this diversity G draws one thing, and not only few as a fresh one does. */
  one: 0.005,
  /** Coverage says something where so many samples lie on the data. */
  onData: 0.4,
  /** A diversity or coverage that rises by more than this between older and newer looks is on its way. */
  varying: 0.05,
  reaching: 0.1,
  /** Share of samples that are copies of real items. */
  copied: 0.2,
} as const;
