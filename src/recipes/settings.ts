/**
 * @file Settings that recipes of two players share, and how they become a game's parts. The same key means the same in
 * every recipe; a recipe gives its own defaults.
 */

import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import { adaptiveStrength } from "../game/adaptive-strength.ts";
import { AUGMENT_POLICIES, diffAugment } from "../game/diff-augment.ts";
import type { Player } from "../game/game.ts";
import { instanceNoise } from "../game/instance-noise.ts";
import { PENALTIES } from "../game/penalties.ts";
import type { DataShape, Setting, Settings } from "../game/recipe.ts";
import { LOSSES, type TwoPlayerOptions } from "../game/two-player.ts";
import type { View } from "../game/view.ts";
import { CONDITIONINGS } from "../models/conditioned.ts";
import type { Network } from "../models/scope.ts";
import { clipGradientNorm, clipParameters } from "../optim/clipping.ts";
import type { Optimiser, Schedule } from "../optim/optimiser.ts";
import { isOptimiserName, optimisers } from "../optim/registry.ts";
import {
  constantSchedule,
  cosineSchedule,
  exponentialSchedule,
  linearSchedule,
  stepSchedule,
} from "../optim/schedules.ts";

export interface AdversarialDefaults {
  readonly batch: number;
  readonly z: number;
  readonly zKind: "normal" | "uniform";
  readonly zRange: number;
  readonly loss: (typeof LOSSES)[number];
  readonly lrG: number;
  readonly lrD: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly optimiser: string;
  readonly dSteps: number;
  readonly ema: number;
  readonly reuse: boolean;
  /** Whether both players are told labels unless somebody says otherwise; false by default. */
  readonly conditional?: boolean;
}

/** The shared settings with a recipe's defaults. */
export function adversarialSettings(own: AdversarialDefaults): Readonly<Record<string, Setting>> {
  return {
    batch: { kind: "integer", default: own.batch, min: 1, help: "examples a batch" },
    "z.size": { kind: "integer", default: own.z, min: 1, help: "length of the latent vector z" },
    "z.kind": { kind: "choice", default: own.zKind, choices: ["normal", "uniform"], help: "distribution of z" },
    "z.range": { kind: "number", default: own.zRange, above: 0, help: "uniform z lies in ± this" },
    loss: { kind: "choice", default: own.loss, choices: LOSSES, help: "adversarial loss" },
    conditional: { kind: "switch", default: own.conditional ?? false, help: "tell both players the data's labels" },
    condition: { kind: "choice", default: "concat", choices: CONDITIONINGS, help: "how networks are told labels" },
    pack: { kind: "integer", default: 1, min: 1, max: 16, help: "samples that D judges as one (PacGAN)" },
    "loss.switchAt": { kind: "integer", default: 1000, min: 0, help: "step at which minimax-then-ns switches" },
    "loss.smoothing": { kind: "number", default: 0, min: 0, max: 0.5, help: "D is asked for 1 minus this on the data" },
    augment: { kind: "choice", default: "none", choices: AUGMENTS, help: "random changes of what D sees; auto adapts" },
    "augment.policy": {
      ...{ kind: "choice", default: AUGMENT_POLICIES[0] as string, choices: AUGMENT_POLICIES },
      help: "which changes augment makes",
    },
    instanceNoise: { kind: "number", default: 0, min: 0, help: "σ of noise on what D sees, which falls to 0" },
    "instanceNoise.steps": { kind: "integer", default: 5000, min: 1, help: "steps until there is no instance noise" },
    penalty: { kind: "choice", default: "none", choices: PENALTIES, help: "gradient penalty in D's loss" },
    "penalty.weight": { kind: "number", default: 10, min: 0, help: "λ of gp and dragan, γ of r1 and r2" },
    "d.steps": { kind: "integer", default: own.dSteps, min: 1, help: "D updates a step (k of Algorithm 1)" },
    reuse: { kind: "switch", default: own.reuse, help: "G's update reuses the fakes of D's last update" },
    optimiser: { kind: "choice", default: own.optimiser, choices: Object.keys(optimisers), help: "of both players" },
    "lr.g": { kind: "number", default: own.lrG, above: 0, help: "learning rate of G" },
    "lr.d": { kind: "number", default: own.lrD, above: 0, help: "learning rate of D" },
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
    beta1: { kind: "number", default: own.beta1, min: 0, max: 0.9999, help: "Adam's β₁; momentum of the others" },
    beta2: { kind: "number", default: own.beta2, min: 0, max: 0.99999, help: "Adam's β₂" },
    "clip.gradient": { kind: "number", default: 0, min: 0, help: "largest gradient norm; 0: no limit" },
    "clip.weights": { kind: "number", default: 0, min: 0, help: "D's weights stay within ± this; 0: no limit" },
    ema: { kind: "number", default: own.ema, min: 0, max: 0.99999, help: "decay of G's moving average; 0: none" },
  };
}

const number = (settings: Settings, key: string): number => settings[key] as number;
const text = (settings: Settings, key: string): string => settings[key] as string;

function latentOf(settings: Settings): TwoPlayerOptions["z"] {
  const shape = [number(settings, "batch"), number(settings, "z.size")];
  const range = number(settings, "z.range");
  return text(settings, "z.kind") === "normal"
    ? { kind: "normal", shape }
    : { kind: "uniform", shape, low: -range, high: range };
}

/** How many samples D judges as one. */
export const packOf = (settings: Settings): number => (settings.pack as number | undefined) ?? 1;

/** How many classes the players are told of; 0 where they are told none. @throws E109 where the data have none */
export function classesFor(settings: Settings, { classes }: DataShape): number {
  if (settings.conditional !== true) return 0;
  if (classes < 2) throw new GantryError("E109", { recipe: "--conditional", needs: "labels", instead: null });
  return classes;
}

/** `[N, C, H, W]` or `[N, D]`. */
export function batchShape(settings: Settings, data: DataShape): Shape {
  const batch = number(settings, "batch");
  return data.kind === "images" ? [batch, data.channels, data.size, data.size] : [batch, data.dimensions];
}

function scheduleFor(settings: Settings, rate: number): Schedule {
  const [steps, factor] = [number(settings, "lr.steps"), number(settings, "lr.factor")];
  switch (text(settings, "lr.schedule")) {
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

/** The optimiser of one player, with the clipping its settings ask for. */
function optimiserFor(settings: Settings, player: "g" | "d"): Optimiser {
  const name = text(settings, "optimiser");
  if (!isOptimiserName(name)) {
    throw new GantryError("E112", { where: "optimiser", expected: Object.keys(optimisers).join(", "), got: name });
  }
  const [beta1, beta2] = [number(settings, "beta1"), number(settings, "beta2")];
  const learningRate = scheduleFor(settings, number(settings, `lr.${player}`));
  const plain = optimisers[name]({ learningRate, beta1, beta2, momentum: name === "rmsprop" ? 0 : beta1 });
  const clip = number(settings, "clip.gradient");
  const limited = clip > 0 ? clipGradientNorm(clip, plain) : plain;
  const weights = number(settings, "clip.weights");
  return player === "d" && weights > 0 ? clipParameters(weights, limited) : limited;
}

/** G and D with their optimisers, G with its moving average where one is kept. */
export function playersFor(
  settings: Settings,
  generator: Network,
  discriminator: Network,
): { generator: Player; discriminator: Player } {
  const ema = number(settings, "ema");
  const G: Player = { network: generator, optimiser: optimiserFor(settings, "g") };
  return {
    generator: ema > 0 ? { ...G, ema } : G,
    discriminator: { network: discriminator, optimiser: optimiserFor(settings, "d") },
  };
}

const AUGMENTS = ["none", "diffaugment", "auto"] as const;

/** What D sees data and samples through. */
function viewsOf(settings: Settings): View[] {
  const [augment, sigma] = [settings.augment ?? "none", (settings.instanceNoise ?? 0) as number];
  const views: View[] = [];
  if (augment !== "none") {
    const images = number(settings, "batch") * number(settings, "d.steps");
    const policy = text(settings, "augment.policy");
    views.push(diffAugment({ policy, ...(augment === "auto" ? { strength: adaptiveStrength({ images }) } : {}) }));
  }
  if (sigma > 0) views.push(instanceNoise({ sigma, steps: number(settings, "instanceNoise.steps") }));
  return views;
}

/** All but the players, as `twoPlayerGame` asks for it. */
export function playFor(settings: Settings, data: DataShape): Omit<TwoPlayerOptions, "generator" | "discriminator"> {
  return {
    dataShape: batchShape(settings, data),
    z: latentOf(settings),
    loss: text(settings, "loss"),
    lossSwitch: number(settings, "loss.switchAt"),
    penalty: text(settings, "penalty"),
    penaltyWeight: number(settings, "penalty.weight"),
    discriminatorSteps: number(settings, "d.steps"),
    reuseFakes: settings.reuse === true,
    classes: classesFor(settings, data),
    pack: packOf(settings),
    smoothing: (settings["loss.smoothing"] as number | undefined) ?? 0,
    views: viewsOf(settings),
  };
}
