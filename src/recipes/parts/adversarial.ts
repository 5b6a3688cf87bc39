/**
 * @file The settings of recipes that play the two-player game, and the game they make. The same key means the same in
 * every recipe; a recipe gives its own defaults.
 */
import type { Game } from "../../game/game.ts";
import { PENALTIES } from "../../game/penalties.ts";
import type { DataShape, Setting, Settings } from "../../game/recipe.ts";
import { LOSSES, type TwoPlayerOptions, twoPlayerGame } from "../../game/two-player.ts";
import { batchSetting, batchShape } from "./batch.ts";
import { type LatentDefaults, latentOf, latentSettings } from "./latent.ts";
import { type Nets, type PlayerDefaults, playerSettings, playersFor } from "./players.ts";
import { conditionFor, packOf, showingSettings } from "./showing.ts";
import { viewSettings, viewsOf } from "./views.ts";

export interface AdversarialDefaults extends LatentDefaults, PlayerDefaults {
  /** 64 by default. */
  readonly batch?: number;
  /** `ns` by default. */
  readonly loss?: (typeof LOSSES)[number];
  /** `none` by default. */
  readonly penalty?: (typeof PENALTIES)[number];
  /** 10 by default. */
  readonly penaltyWeight?: number;
  /** k of Algorithm 1, 1 by default. */
  readonly dSteps?: number;
  /** Whether G's update takes the fakes that D has just judged; false by default. */
  readonly reuse?: boolean;
  /** Whether both players are told labels unless somebody says otherwise; false by default. */
  readonly conditional?: boolean;
}

/** The shared settings with a recipe's defaults. */
export const adversarialSettings = (own: AdversarialDefaults): Readonly<Record<string, Setting>> => ({
  batch: batchSetting(own.batch ?? 64),
  ...latentSettings(own),
  loss: { kind: "choice", default: own.loss ?? "ns", choices: LOSSES, help: "adversarial loss" },
  ...showingSettings(own.conditional ?? false),
  "loss.switchAt": { kind: "integer", default: 1000, min: 0, help: "step at which minimax-then-ns switches" },
  "loss.smoothing": { kind: "number", default: 0, min: 0, max: 0.5, help: "D is asked for 1 minus this on the data" },
  ...viewSettings,
  penalty: { kind: "choice", default: own.penalty ?? "none", choices: PENALTIES, help: "gradient penalty in D's loss" },
  "penalty.weight": {
    ...{ kind: "number", default: own.penaltyWeight ?? 10, min: 0, help: "λ of gp and dragan, γ of r1 and r2" },
  },
  ...turnSettings(own),
  ...playerSettings(own),
});

/** Who moves how often, and on what. */
export const turnSettings = ({
  dSteps = 1,
  reuse = false,
}: Pick<AdversarialDefaults, "dSteps" | "reuse">): Readonly<Record<"d.steps" | "reuse", Setting>> => ({
  "d.steps": { kind: "integer", default: dSteps, min: 1, help: "D updates a step (k of Algorithm 1)" },
  reuse: { kind: "switch", default: reuse, help: "G's update reuses the fakes of D's last update" },
});

/** The two-player game of two networks. */
export const adversarialGame = (settings: Settings, data: DataShape, nets: Nets): Game =>
  twoPlayerGame({ ...playersFor(settings, nets), ...playFor(settings, data) });

/** All but the players, as `twoPlayerGame` asks for it. */
export function playFor(settings: Settings, data: DataShape): Omit<TwoPlayerOptions, "generator" | "discriminator"> {
  return {
    dataShape: batchShape(settings, data),
    z: latentOf(settings),
    loss: settings.loss as string,
    lossSwitch: settings["loss.switchAt"] as number,
    smoothing: settings["loss.smoothing"] as number,
    penalty: settings.penalty as string,
    penaltyWeight: settings["penalty.weight"] as number,
    discriminatorSteps: settings["d.steps"] as number,
    reuseFakes: settings.reuse === true,
    ...conditionFor(settings, data),
    pack: packOf(settings),
    views: viewsOf(settings),
  };
}
