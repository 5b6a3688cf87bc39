/** @file Learning rates, and how they fall. */
import type { Setting, Settings } from "../../game/recipe.ts";
import type { Schedule } from "../../optim/optimiser.ts";
import {
  constantSchedule,
  cosineSchedule,
  exponentialSchedule,
  linearSchedule,
  stepSchedule,
} from "../../optim/schedules.ts";

export interface RateDefaults {
  readonly lrG: number;
  readonly lrD: number;
}

/** `lr.g` and `lr.d`. */
export const playersRates = ({ lrG, lrD }: RateDefaults): Readonly<Record<"lr.g" | "lr.d", Setting>> => ({
  "lr.g": { kind: "number", default: lrG, above: 0, help: "learning rate of G" },
  "lr.d": { kind: "number", default: lrD, above: 0, help: "learning rate of D" },
});

/** Both players' rates, and the schedule they share. */
export const rateSettings = (own: RateDefaults): Readonly<Record<string, Setting>> => ({
  ...playersRates(own),
  "lr.schedule": {
    kind: "choice",
    default: "constant",
    choices: ["constant", "linear", "cosine", "step", "exponential"],
    help: "how the learning rates fall",
  },
  "lr.steps": {
    kind: "integer",
    default: 10000,
    min: 1,
    help: "steps until linear or cosine reach 0, or between drops of step",
  },
  "lr.factor": {
    kind: "number",
    default: 0.1,
    above: 0,
    max: 1,
    help: "what each drop (step) or each step (exponential) multiplies by",
  },
});

/** The rate of one player. Without the setting `lr.schedule` it stays. */
export function rateOf(settings: Settings, player: "g" | "d"): Schedule {
  const rate = settings[`lr.${player}`] as number;
  const [steps, factor] = [settings["lr.steps"] as number, settings["lr.factor"] as number];
  switch (settings["lr.schedule"]) {
    case "linear":
      return linearSchedule({ from: rate, steps });
    case "cosine":
      return cosineSchedule({ from: rate, steps });
    case "step":
      return stepSchedule({ from: rate, every: steps, factor });
    case "exponential":
      return exponentialSchedule({ from: rate, factor });
    default:
      return constantSchedule(rate);
  }
}
