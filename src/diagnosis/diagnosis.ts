/**
 * @file The diagnosis of a run as a fold: what is known so far, and another signal, give what is known now. What is
 * known is a window of the newest signals and a few numbers, all plain, so it stands in the checkpoint and a resumed
 * run comes to the verdicts of one that never stopped. It never changes training.
 */

import { type Look, motionBetween } from "./look.ts";
import type { Told } from "./news.ts";
import { judge } from "./rules.ts";
import { type LookSignals, type StepSignals, stepSignals } from "./signals.ts";
import { symptomsOf } from "./symptoms.ts";
import { THRESHOLDS } from "./thresholds.ts";
import type { Verdict } from "./verdict.ts";

export interface Diagnosis {
  /** The newest logged steps, `MOST_STEPS` at most, oldest first. */
  readonly steps: readonly StepSignals[];
  /** The newest looks, `MOST_LOOKS` at most, oldest first. */
  readonly looks: readonly LookSignals[];
  /** The noise floor of the looks' distance. */
  readonly floor: number;
  /** The greatest diversity of any look after the first hundred steps. */
  readonly peak: { readonly diversity: number };
  /** Share of copies among the samples of the last evaluation; absent before one that could tell. */
  readonly copied?: number;
  readonly verdict: Verdict;
  /** Since which step the verdict holds. */
  readonly since: number;
  /** Another word that came up at the last judgement, and how often in a row. */
  readonly rival: { readonly word: Verdict["word"]; readonly times: number } | null;
  /** Absent before the first judgement, and in checkpoints of earlier versions. */
  readonly told?: Told;
}

const MOST_STEPS = 50;
const MOST_LOOKS = 8;
/** A word holds when it came up so often in a row; variety comes and goes while a run still learns. */
const CONFIRMED = 2;
const VARIETY_CONFIRMED = 5;

export const freshDiagnosis = (floor: number): Diagnosis => ({
  steps: [],
  looks: [],
  floor,
  peak: { diversity: 0 },
  verdict: { word: "warming up", measure: "step", value: 0 },
  since: 0,
  rival: null,
});

/** @param values of a logged step, by name */
export function withStep(diagnosis: Diagnosis, step: number, values: Readonly<Record<string, number>>): Diagnosis {
  return { ...diagnosis, steps: [...diagnosis.steps, stepSignals(step, values)].slice(-MOST_STEPS) };
}

export function withLook(diagnosis: Diagnosis, step: number, look: Look): Diagnosis {
  const { looks, peak } = diagnosis;
  const before = looks.at(-1);
  const seen: LookSignals = { ...look, step, motion: before === undefined ? undefined : motionBetween(before, look) };
  return {
    ...diagnosis,
    looks: [...looks, seen].slice(-MOST_LOOKS),
    peak:
      step >= THRESHOLDS.settled && Number.isFinite(look.diversity) && look.diversity > peak.diversity
        ? { diversity: look.diversity }
        : peak,
  };
}

/** @param copied share of copies among an evaluation's samples, which are more than a look's, against all the data */
export const withEvaluation = (diagnosis: Diagnosis, copied: number): Diagnosis => ({ ...diagnosis, copied });

/** A number was not finite, and training went back to where `diagnosis` was known. @param step that was spoilt */
export const spoilt = (diagnosis: Diagnosis, step: number): Diagnosis => ({
  ...diagnosis,
  verdict: { word: "diverged", measure: "nan", value: step },
  since: step,
  rival: null,
  told: { word: "diverged", held: { diverged: step } }, // what comes after it is told anew
});

/** The verdict on what is known; another word than before must come up twice in a row. */
export function judged(diagnosis: Diagnosis): Diagnosis {
  const found = judge(symptomsOf(diagnosis));
  const { verdict, rival, steps } = diagnosis;
  if (found.word === verdict.word) return { ...diagnosis, verdict: found, rival: null };
  const times = rival?.word === found.word ? rival.times + 1 : 1;
  const needed = found.word === "losing diversity" ? VARIETY_CONFIRMED : CONFIRMED;
  if (times < needed) return { ...diagnosis, rival: { word: found.word, times } };
  return { ...diagnosis, verdict: found, since: steps.at(-1)?.step ?? 0, rival: null };
}
