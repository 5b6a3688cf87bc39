/** @file What stands between a batch and D: augmentation, noise. */
import { adaptiveStrength } from "../../game/adaptive-strength.ts";
import { AUGMENT_POLICIES, diffAugment } from "../../game/diff-augment.ts";
import type { Control } from "../../game/game.ts";
import { instanceNoise } from "../../game/instance-noise.ts";
import type { Setting, Settings } from "../../game/recipe.ts";
import type { View } from "../../game/view.ts";

const AUGMENTS = ["none", "diffaugment", "auto"] as const;

export const viewSettings: Readonly<Record<string, Setting>> = {
  augment: { kind: "choice", default: "none", choices: AUGMENTS, help: "random changes of what D sees; auto adapts" },
  "augment.policy": {
    ...{ kind: "choice", default: AUGMENT_POLICIES[0] as string, choices: AUGMENT_POLICIES },
    help: "which changes augment makes",
  },
  "augment.images": {
    ...{ kind: "integer", default: 100, min: 1 },
    help: "thousands of images in which augment auto may come from none to all",
  },
  instanceNoise: { kind: "number", default: 0, min: 0, help: "σ of noise on what D sees, which falls to 0" },
  "instanceNoise.steps": { kind: "integer", default: 5000, min: 1, help: "steps until there is no instance noise" },
};

/**
 * ADA's authors take 500,000 images, 2 % of a run of theirs (25 million), and 100,000 where a run is short, from trained
 * weights. Ours are all short: 5,000 steps of 32 are 160,000 images, in which p would not pass .32.
 */
const strengthOf = (settings: Settings): Control =>
  adaptiveStrength({
    images: (settings.batch as number) * (settings["d.steps"] as number),
    whole: 1000 * (settings["augment.images"] as number),
  });

/** What D sees data and samples through, in this order. */
export function viewsOf(settings: Settings): View[] {
  const [augment, sigma] = [settings.augment ?? "none", (settings.instanceNoise ?? 0) as number];
  const views: View[] = [];
  if (augment !== "none") {
    const policy = settings["augment.policy"] as string;
    views.push(diffAugment({ policy, ...(augment === "auto" ? { strength: strengthOf(settings) } : {}) }));
  }
  if (sigma > 0) views.push(instanceNoise({ sigma, steps: settings["instanceNoise.steps"] as number }));
  return views;
}
