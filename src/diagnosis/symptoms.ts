/** @file A window of signals in a dozen numbers, which the rules look at. */
import type { Diagnosis } from "./diagnosis.ts";
import { meanOf, medianOf } from "./distances.ts";
import { motionBetween } from "./look.ts";
import type { LookSignals, StepSignals } from "./signals.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** `null`: not known, or not yet. */
export interface Symptoms {
  readonly step: number;
  /** Whether no other verdict than that was given yet. */
  readonly warmingUp: boolean;
  /** Whether it diverged before, and not by a number that was not finite, after which training went back. */
  readonly blownUp: boolean;
  /** Logged steps in the window. */
  readonly logged: number;
  readonly looks: number;
  /** Mean of the last 200 steps or so, and the standard deviation of the window. */
  readonly accuracyD: number | null;
  readonly swingD: number | null;
  /** The greatest magnitude of losses and of D's outputs in the last logged steps. */
  readonly output: number;
  readonly updateG: number | null;
  readonly updateD: number | null;
  /** Medians of the last three looks. */
  readonly diversity: number | null;
  readonly distance: number | null;
  readonly coverage: number | null;
  /** By how much the diversity rose between the older half of the looks and the newer. */
  readonly varying: number | null;
  /** By how much the coverage rose between the older half of the looks and the newer. */
  readonly reaching: number | null;
  readonly precision: number | null;
  readonly duplicates: number | null;
  /** Of looks, and where those cannot tell, of the last evaluation. */
  readonly copied: number | null;
  /** Median over the last looks. */
  readonly motion: number | null;
  /** How far apart the first and last of them are, over the way that was gone: 1 straight on, 0 back again. */
  readonly headway: number | null;
  /** By which share the distance fell between the older half of the looks and the newer. */
  readonly gain: number | null;
  readonly floor: number;
  readonly peak: Diagnosis["peak"];
}

/** Logged steps that make about 200 steps. */
const RECENT = 20;

export function symptomsOf({ steps, looks, floor, peak, verdict, copied }: Diagnosis): Symptoms {
  const recent = steps.slice(-RECENT);
  const newest = looks.slice(-3);
  const of = (key: keyof LookSignals): number | null => median(numbers(newest, key));
  return {
    step: steps.at(-1)?.step ?? 0,
    warmingUp: verdict.word === "warming up",
    blownUp: verdict.word === "diverged" && verdict.measure !== "nan",
    logged: steps.length,
    looks: looks.length,
    accuracyD: mean(numbers(recent, "accuracyD")),
    swingD: deviation(numbers(steps, "accuracyD")),
    output: largest(recent.slice(-5)),
    updateG: median(numbers(recent, "updateG")),
    updateD: median(numbers(recent, "updateD")),
    diversity: of("diversity"),
    distance: of("distance"),
    coverage: of("coverage"),
    precision: of("precision"),
    duplicates: of("duplicates"),
    copied: of("copied") ?? copied ?? null,
    ...wayOf(looks.filter(({ step }) => step >= THRESHOLDS.settled).slice(-6)),
    gain: gainOf(looks),
    varying: riseOf(numbers(looks, "diversity")),
    reaching: riseOf(numbers(looks, "coverage")),
    floor,
    peak,
  };
}

/** Of the signals that have it, and are finite. */
function numbers<T extends object>(signals: readonly T[], key: keyof T): number[] {
  return signals.map((signal) => signal[key] as unknown).filter((value): value is number => Number.isFinite(value));
}

const mean = (values: number[]): number | null => (values.length === 0 ? null : meanOf(values));
const median = (values: number[]): number | null => (values.length === 0 ? null : medianOf(values));

function deviation(values: number[]): number | null {
  if (values.length < 2) return null;
  const centre = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - centre) ** 2)));
}

function largest(steps: readonly StepSignals[]): number {
  const values = steps.flatMap(({ lossD, lossG, dReal, dFake }) => [lossD, lossG, dReal, dFake]);
  return values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
}

function wayOf(looks: readonly LookSignals[]): Pick<Symptoms, "motion" | "headway"> {
  const motions = numbers(looks.slice(1), "motion");
  const [first, last] = [looks[0], looks.at(-1)];
  if (motions.length < 4 || first === undefined || last === undefined) return { motion: null, headway: null };
  const way = motions.reduce((sum, motion) => sum + motion, 0);
  return { motion: medianOf(motions), headway: way === 0 ? 1 : motionBetween(first, last) / way };
}

function gainOf(looks: readonly LookSignals[]): number | null {
  const distances = numbers(looks, "distance");
  const rise = riseOf(distances);
  if (rise === null) return null;
  const before = medianOf(distances.slice(0, distances.length >> 1));
  return before > 0 ? -rise / before : 0;
}

/** From the median of the older half to that of the newer; null for fewer than six. */
function riseOf(values: number[]): number | null {
  const half = values.length >> 1;
  return values.length < 6 ? null : medianOf(values.slice(-half)) - medianOf(values.slice(0, half));
}
