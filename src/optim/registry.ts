/** @file Optimisers by the names that `--optimiser` takes. */
import { type AdamwOptions, adam, adamw } from "./adam.ts";
import type { Optimiser, Schedule } from "./optimiser.ts";
import { type RmspropOptions, rmsprop } from "./rmsprop.ts";
import { type MomentumOptions, momentum, nesterov, sgd } from "./sgd.ts";

/** What any of them may be told; each reads what it knows. */
export interface OptimiserOptions
  extends Omit<AdamwOptions, "learningRate">,
    Omit<RmspropOptions, "learningRate" | "momentum">,
    Omit<MomentumOptions, "learningRate" | "momentum"> {
  readonly learningRate: number | Schedule;
  readonly momentum?: number;
}

export type OptimiserName = "sgd" | "momentum" | "nesterov" | "rmsprop" | "adam" | "adamw";

export const optimisers: Readonly<Record<OptimiserName, (options: OptimiserOptions) => Optimiser>> = {
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adam,
  adamw,
};

export const isOptimiserName = (name: string): name is OptimiserName => Object.hasOwn(optimisers, name);
