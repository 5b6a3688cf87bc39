/** @file What a verdict is: a word, the number it rests on, and the code of its warning where it is one. */
import type { ErrorCode } from "../messages/errors.ts";

/** From good to bad and in between; the same words everywhere. */
export const VERDICT_WORDS = [
  "warming up",
  "healthy",
  "converged",
  "D winning",
  "G winning",
  "oscillating",
  "losing diversity",
  "collapsed",
  "stalled",
  "diverged",
  "memorising",
] as const;
export type VerdictWord = (typeof VERDICT_WORDS)[number];

/** The warning of each word that is one. */
export const CODES: Readonly<Partial<Record<VerdictWord, ErrorCode>>> = {
  "D winning": "W420",
  "G winning": "W421",
  oscillating: "W422",
  "losing diversity": "W430",
  collapsed: "W431",
  stalled: "W440",
  diverged: "W441",
  memorising: "W450",
};

export interface Verdict {
  readonly word: VerdictWord;
  /** What it rests on, and that number: `diversity` .21. */
  readonly measure: VerdictMeasure;
  readonly value: number;
}

export type VerdictMeasure =
  | "step"
  | "accuracyD"
  | "diversity"
  | "coverage"
  | "distance"
  | "motion"
  | "updateG"
  | "updateD"
  | "copied"
  | "output"
  | "nan";
