/**
 * @file The rules, in the order in which they are asked: what spoils a run most comes first. Each is a function of the
 * symptoms and gives a verdict or null; the first that gives one has it.
 */
import type { Symptoms } from "./symptoms.ts";
import { THRESHOLDS as T } from "./thresholds.ts";
import type { Verdict, VerdictMeasure, VerdictWord } from "./verdict.ts";

type Rule = (symptoms: Symptoms) => Verdict | null;

const verdict = (word: VerdictWord, measure: VerdictMeasure, value: number | null): Verdict => ({
  word,
  measure,
  value: value ?? Number.NaN,
});

const above = (value: number | null, limit: number): boolean => value !== null && value > limit;
const below = (value: number | null, limit: number): boolean => value !== null && value < limit;
const isFar = ({ distance, floor }: Symptoms): boolean => above(distance, T.far * floor);
const getsBetter = ({ gain }: Symptoms): boolean => above(gain, T.better);

/** What blew up stays so until the samples are near the data again: its weights are no good. */
const diverged: Rule = (s) => {
  if (s.output > T.output) return verdict("diverged", "output", s.output);
  if (s.blownUp && isFar(s)) return verdict("diverged", "distance", s.distance);
  if (s.logged < 20) return null;
  if (above(s.updateG, T.update)) return verdict("diverged", "updateG", s.updateG);
  return above(s.updateD, T.update) ? verdict("diverged", "updateD", s.updateD) : null;
};

const warmingUp: Rule = (s) => {
  const learning = s.step < T.learning && isFar(s) && above(s.gain, T.gaining);
  return s.step < T.warmUp || (s.warmingUp && learning) ? verdict("warming up", "step", s.step) : null;
};

const memorising: Rule = (s) => (above(s.copied, T.copied) ? verdict("memorising", "copied", s.copied) : null);

/** G does not move: not because it has arrived, nor because D leaves it no slope, nor after it lost its variety. */
const stalled: Rule = (s) => {
  const spent = s.peak.diversity > T.losing.diversity && losing(s) !== null;
  return below(s.updateG, T.still) && isFar(s) && !spent ? verdict("stalled", "updateG", s.updateG) : null;
};

/** D is sure, and what G draws comes no nearer. Where it never was varied, D need be less sure: G had no chance yet. */
const dWinning: Rule = (s) => {
  const varied = s.peak.diversity > T.losing.diversity;
  const better = above(s.gain, varied ? T.better : T.betterOfFew);
  return above(s.accuracyD, varied ? T.sure : T.sureOfFew) && isFar(s) && !better
    ? verdict("D winning", "accuracyD", s.accuracyD)
    : null;
};

const isRestless = ({ motion, headway }: Symptoms): boolean => above(motion, T.restless) && below(headway, T.headway);
const oscillating: Rule = (s) => (isRestless(s) && isFar(s) ? verdict("oscillating", "motion", s.motion) : null);

/** D guesses though the samples are far from the data. */
const gWinning: Rule = (s) =>
  below(s.accuracyD, T.guessing) && isFar(s) && !getsBetter(s) && !above(s.precision, T.onData)
    ? verdict("G winning", "accuracyD", s.accuracyD)
    : null;

/** D guesses because it does not learn: few samples are what such a D likes best, and no fault of G's. */
const dIdle: Rule = (s) => (below(s.updateD, T.idle) && !below(s.updateG, T.still) ? gWinning(s) : null);

/** The samples were varied, and are no more, or are all the same: whatever D thinks of them. */
const lostVariety: Rule = (s) => {
  const gone = s.peak.diversity > T.losing.diversity && below(s.diversity, T.lost.diversity);
  const one = below(s.diversity, T.one);
  return one || (gone && !isRestless(s)) ? verdict("collapsed", "diversity", s.diversity) : null;
};
const collapsed: Rule = (s) => lacking(s, "collapsed", T.lost);
const losing: Rule = (s) => lacking(s, "losing diversity", T.losing);

type Limit = { readonly diversity: number; readonly coverage: number; readonly distance: number };

/** Too little variety; or, of samples that lie on the data, too little of it reached, and the distance shows it. */
function lacking(s: Symptoms, word: VerdictWord, limit: Limit): Verdict | null {
  if (below(s.diversity, limit.diversity) && !above(s.varying, T.varying))
    return verdict(word, "diversity", s.diversity);
  const matters = above(s.distance, Math.max(limit.distance, T.apart * s.floor));
  return matters && above(s.precision, T.onData) && below(s.coverage, limit.coverage) && below(s.reaching, T.reaching)
    ? verdict(word, "coverage", s.coverage)
    : null;
}

/** The Nash equilibrium: D can only guess, and the samples are as far from the data as the data from themselves. */
const converged: Rule = ({ accuracyD, diversity, distance, floor, precision }) => {
  const guesses = accuracyD !== null && Math.abs(accuracyD - 0.5) < T.even;
  const varied = diversity !== null && Math.abs(diversity - 1) < T.even;
  const arrived = below(distance, T.atFloor * floor) && !below(precision, T.onData);
  return guesses && varied && arrived ? verdict("converged", "accuracyD", accuracyD) : null;
};

const RULES: readonly Rule[] = [
  diverged,
  warmingUp,
  memorising,
  dIdle,
  lostVariety,
  dWinning,
  stalled,
  oscillating,
  collapsed,
  gWinning,
  losing,
  converged,
];

export function judge(symptoms: Symptoms): Verdict {
  for (const rule of RULES) {
    const found = rule(symptoms);
    if (found !== null) return found;
  }
  const { accuracyD, diversity, step } = symptoms;
  if (accuracyD !== null) return verdict("healthy", "accuracyD", accuracyD);
  return diversity === null ? verdict("healthy", "step", step) : verdict("healthy", "diversity", diversity);
}
