/** @file Optimisers, clipping, schedules and parameter averages, as graph over one flat vector. */
export { type AdamOptions, type AdamwOptions, adam, adamw } from "./adam.ts";
export { clipGradientNorm, clipGradientValue, clipParameters } from "./clipping.ts";
export { exponentialAverage } from "./ema.ts";
export type { Optimiser, OptimiserInputs, OptimiserOutputs, OptimiserSlot, Schedule } from "./optimiser.ts";
export { isOptimiserName, type OptimiserName, type OptimiserOptions, optimisers } from "./registry.ts";
export { type RmspropOptions, rmsprop } from "./rmsprop.ts";
export {
  constantSchedule,
  cosineSchedule,
  type DecayOptions,
  type ExponentialDecayOptions,
  exponentialSchedule,
  linearSchedule,
  type StepDecayOptions,
  scheduleOf,
  stepSchedule,
  warmUp,
} from "./schedules.ts";
export { type MomentumOptions, type MomentumRamp, momentum, nesterov, type SgdOptions, sgd } from "./sgd.ts";
