/**
 * @file `unrolled`: G plays against the D that answers it, k steps ahead.
 *
 *   θ_Dⁱ⁺¹ = θ_Dⁱ − Adam(∇ L_D(θ_Dⁱ, θ_G)),  i = 0 … k − 1        θ_G ← θ_G − η ∇_{θ_G} L_G(θ_Dᵏ(θ_G), θ_G)
 *
 * A plain G moves to wherever today's D is most easily deceived, all of it to one mode. A G that sees what D will make
 * of that gains nothing by it.
 *
 * Metz, Poole, Pfau & Sohl-Dickstein, "Unrolled generative adversarial networks", 2017,
 * https://arxiv.org/abs/1611.02163; networks, rates, β₁, batch and k for points are those of its appendix A.
 */
import { GantryError } from "../base/error.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { bytesOfStep, unrolled as unrolledGame } from "../game/unrolled.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { convolutions, forSmallImages } from "./parts/convolutions.ts";
import { chosenNets, netSetting } from "./parts/net-choice.ts";
import {
  activationSetting,
  depthSetting,
  kernelSetting,
  minibatchSettings,
  ownWidthSetting,
  widthSetting,
} from "./parts/net-settings.ts";
import { withSmallData } from "./parts/small-data.ts";

/** The paper takes up to 10. Gradients through many more vanish or explode, and each step costs memory and time. */
const MOST_STEPS = 20;

function build(settings: Settings, data: DataShape): Game {
  const choice = { recipe: "unrolled", auto: "dcgan", images: { dcgan: convolutions } } as const;
  const game = adversarialGame(settings, data, chosenNets(settings, data, choice));
  const steps = settings.unroll as number;
  if (steps > MOST_STEPS) {
    throw new GantryError("E115", { where: "--unroll", most: MOST_STEPS, got: steps, bytesAStep: bytesOfStep(game) });
  }
  return unrolledGame(game, steps);
}

/** The nets and rates of `dcgan`, which differ up to 32 pixels; larger images look less far ahead, for their cost. */
function forImages(size: number): Settings {
  if (size <= 32) return { ...forSmallImages, ema: 0.999, steps: 5000 };
  const rates: Settings = { "lr.g": 2e-4, "lr.d": 2e-4 };
  return { width: 64, batch: 32, "z.size": 100, ...rates, ema: 0.999, unroll: 2, steps: 5000 };
}

export const unrolled: PublishedRecipe = {
  name: "unrolled",
  summary: {
    en: "G learns through the next steps of D's own, against dropped modes",
    zh: "展开式：生成器透过判别器之后的几步更新来学习，以防模式丢失",
  },
  citation: "Metz, Poole, Pfau & Sohl-Dickstein, Unrolled Generative Adversarial Networks, 2017, arXiv:1611.02163",
  equations: [
    "L_D = −E[log D(x)] − E[log(1 − D(G(z)))]",
    "L_G = −E[log D_k(G(z))], D_k being D after k steps of its own down L_D, through which the derivative goes",
  ],
  command: "gantry train ring8 --recipe unrolled",
  settings: {
    ...adversarialSettings({
      ...{ batch: 512, z: 256, ema: 0.995 },
      ...{ lrG: 1e-3, lrD: 1e-4, beta1: 0.5, beta2: 0.999 },
    }),
    unroll: { kind: "integer", default: 5, min: 1, help: "steps of D that G looks ahead, at most 20" },
    net: netSetting("dcgan", "mlp"),
    width: widthSetting(128),
    "d.width": ownWidthSetting,
    kernel: kernelSetting,
    depth: depthSetting(2),
    ...minibatchSettings,
    activation: activationSetting("relu"),
  },
  defaultsFor: withSmallData((data) => (data.kind === "points" ? { steps: 5000 } : forImages(data.size))),
  game: build,
};
