/**
 * @file Learning rates over time: numbers for the steps 0, 1, 2, …, computed by the host and fed to the step as a
 * control, so that changing one compiles nothing anew. Past their last step they stay where they ended.
 */
import type { Schedule } from "./optimiser.ts";
import { checkCount, checkNonNegative } from "./ranges.ts";

/**
 * @property from rate at step 0
 * @property to rate from step `steps` on
 * @property steps how many steps lie between, ≥ 1
 */
export interface DecayOptions {
  readonly from: number;
  readonly to?: number;
  readonly steps: number;
}

/** @property every steps between two drops, ≥ 1 @property factor what each drop multiplies by */
export interface StepDecayOptions {
  readonly from: number;
  readonly every: number;
  readonly factor?: number;
}

/** @property factor what each step multiplies by @property floor the rate below which it never falls */
export interface ExponentialDecayOptions {
  readonly from: number;
  readonly factor: number;
  readonly floor?: number;
}

const progress = (step: number, steps: number): number => Math.min(1, Math.max(0, step / steps));

/** The same rate at every step. @throws E112 when it is negative or not finite */
export function constantSchedule(rate: number): Schedule {
  checkNonNegative("learning rate", rate);
  return () => rate;
}

/** from + (to − from)·t/steps. @throws E112 */
export function linearSchedule({ from, to = 0, steps }: DecayOptions): Schedule {
  checkNonNegative("linear.from", from);
  checkNonNegative("linear.to", to);
  checkCount("linear.steps", steps);
  return (step) => from + (to - from) * progress(step, steps);
}

/** to + (from − to)·(1 + cos(π t/steps))/2; Loshchilov & Hutter, SGDR, 2017, without restarts. @throws E112 */
export function cosineSchedule({ from, to = 0, steps }: DecayOptions): Schedule {
  checkNonNegative("cosine.from", from);
  checkNonNegative("cosine.to", to);
  checkCount("cosine.steps", steps);
  return (step) => to + ((from - to) * (1 + Math.cos(Math.PI * progress(step, steps)))) / 2;
}

/** from·factor^⌊t/every⌋. @throws E112 */
export function stepSchedule({ from, every, factor = 0.1 }: StepDecayOptions): Schedule {
  checkNonNegative("step.from", from);
  checkNonNegative("step.factor", factor);
  checkCount("step.every", every);
  return (step) => from * factor ** Math.floor(step / every);
}

/** max(floor, from·factorᵗ): the 2014 paper divides by 1.000004 at each update, down to 1e-6. @throws E112 */
export function exponentialSchedule({ from, factor, floor = 0 }: ExponentialDecayOptions): Schedule {
  checkNonNegative("exponential.from", from);
  checkNonNegative("exponential.factor", factor);
  checkNonNegative("exponential.floor", floor);
  return (step) => Math.max(floor, from * factor ** step);
}

/**
 * Rises from schedule/steps to the schedule itself over the first `steps` steps, then leaves it alone.
 * @param options `steps`: length of the rise, ≥ 1 @param schedule what it leads to @throws E112
 */
export function warmUp({ steps }: { readonly steps: number }, schedule: Schedule): Schedule {
  checkCount("warmUp.steps", steps);
  return (step) => schedule(step) * Math.min(1, (step + 1) / steps);
}

/** What options call `learningRate`: a number stands for a constant schedule. @throws E112 */
export function scheduleOf(rate: number | Schedule): Schedule {
  return typeof rate === "number" ? constantSchedule(rate) : rate;
}
