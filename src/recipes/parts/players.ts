/** @file G and D as players: their optimisers, what bounds an update, G's moving average. */
import { GantryError } from "../../base/error.ts";
import type { Player } from "../../game/game.ts";
import type { Setting, Settings } from "../../game/recipe.ts";
import type { Network } from "../../models/scope.ts";
import { clipGradientNorm, clipParameters } from "../../optim/clipping.ts";
import type { Optimiser } from "../../optim/optimiser.ts";
import { isOptimiserName, optimisers } from "../../optim/registry.ts";
import { type RateDefaults, rateOf, rateSettings } from "./rates.ts";

export interface Nets {
  readonly generator: Network;
  readonly discriminator: Network;
}

/** @property beta1 Adam's β₁, momentum of the others @property optimiser Adam by default @property ema .999 by default */
export interface PlayerDefaults extends RateDefaults {
  readonly beta1: number;
  readonly beta2: number;
  readonly optimiser?: string;
  /** D's weights stay within ± this; 0, by default, for no limit. */
  readonly clipWeights?: number;
  readonly ema?: number;
}

export const adamSettings = ({
  beta1,
  beta2,
}: Pick<PlayerDefaults, "beta1" | "beta2">): Readonly<Record<"beta1" | "beta2", Setting>> => ({
  beta1: { kind: "number", default: beta1, min: 0, max: 0.9999, help: "Adam's β₁" },
  beta2: { kind: "number", default: beta2, min: 0, max: 0.99999, help: "Adam's β₂" },
});

export const emaSetting = (decay: number): Setting => ({
  ...{ kind: "number", default: decay, min: 0, max: 0.99999, help: "decay of G's moving average; 0: none" },
});

export const gradientClip: Setting = {
  ...{ kind: "number", default: 0, min: 0, help: "largest gradient norm; 0: no limit" },
};

export const playerSettings = (own: PlayerDefaults): Readonly<Record<string, Setting>> => ({
  optimiser: {
    ...{ kind: "choice", default: own.optimiser ?? "adam", choices: Object.keys(optimisers), help: "of both players" },
  },
  ...rateSettings(own),
  ...adamSettings(own),
  beta1: { ...adamSettings(own).beta1, help: "Adam's β₁; momentum of the others" },
  "clip.gradient": gradientClip,
  "clip.weights": {
    ...{ kind: "number", default: own.clipWeights ?? 0, min: 0, help: "D's weights stay within ± this; 0: no limit" },
  },
  ema: emaSetting(own.ema ?? 0.999),
});

/** The optimiser of one player, Adam without the setting `optimiser`, with the clipping its settings ask for. */
function optimiserFor(settings: Settings, player: "g" | "d"): Optimiser {
  const name = (settings.optimiser ?? "adam") as string;
  if (!isOptimiserName(name)) {
    throw new GantryError("E112", { where: "optimiser", expected: Object.keys(optimisers).join(", "), got: name });
  }
  const [beta1, beta2] = [settings.beta1 as number, settings.beta2 as number];
  const learningRate = rateOf(settings, player);
  const plain = optimisers[name]({ learningRate, beta1, beta2, momentum: name === "rmsprop" ? 0 : beta1 });
  const clip = settings["clip.gradient"] as number;
  const limited = clip > 0 ? clipGradientNorm(clip, plain) : plain;
  const weights = (settings["clip.weights"] as number | undefined) ?? 0;
  return player === "d" && weights > 0 ? clipParameters(weights, limited) : limited;
}

/** G and D with their optimisers, G with its moving average where one is kept. */
export function playersFor(
  settings: Settings,
  { generator, discriminator }: Nets,
): { readonly generator: Player; readonly discriminator: Player } {
  const ema = settings.ema as number;
  const G: Player = { network: generator, optimiser: optimiserFor(settings, "g") };
  return {
    generator: ema > 0 ? { ...G, ema } : G,
    discriminator: { network: discriminator, optimiser: optimiserFor(settings, "d") },
  };
}
