/** @file What recipes share whose D answers with more than a logit: `dcgan`'s networks and settings. */
import type { HeadedOptions } from "../../game/heads.ts";
import type { Setting, Settings } from "../../game/recipe.ts";
import { type LossName, losses } from "../../losses/registry.ts";
import { turnSettings } from "./adversarial.ts";
import { batchSetting, batchShape, type Images } from "./batch.ts";
import { convolutions } from "./convolutions.ts";
import { type LatentDefaults, latentOf, latentSettings } from "./latent.ts";
import { kernelSetting, ownWidthSetting, widthSetting } from "./net-settings.ts";
import { playerSettings, playersFor } from "./players.ts";
import { viewSettings, viewsOf } from "./views.ts";

/**
 * Of what two-player recipes share, what these games have too. Their conditions are their own, and no penalty is theirs;
 * nor are packs, for each head answers of one image (`left-out.ts` says so to whoever asks for them).
 */
export const headedSettings = (own: LatentDefaults): Readonly<Record<string, Setting>> => ({
  batch: batchSetting(64),
  ...latentSettings(own),
  loss: { kind: "choice", default: "ns", choices: Object.keys(losses), help: "adversarial loss" },
  ...viewSettings,
  ...turnSettings({ reuse: true }),
  ...playerSettings({ lrG: 2e-4, lrD: 2e-4, beta1: 0.5, beta2: 0.999 }),
  width: widthSetting(64, "doubled at each halving"),
  "d.width": ownWidthSetting,
  kernel: kernelSetting,
});

/** What both games ask for but what the heads say. @param heads how many numbers D answers beside its logit */
export function headedPlay(settings: Settings, data: Images, heads: number): Omit<HeadedOptions, "classes"> {
  return {
    ...playersFor(settings, convolutions(settings, data, heads)),
    dataShape: batchShape(settings, data),
    z: latentOf(settings),
    loss: settings.loss as LossName,
    discriminatorSteps: settings["d.steps"] as number,
    reuseFakes: settings.reuse === true,
    views: viewsOf(settings),
  };
}
