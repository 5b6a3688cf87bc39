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
import { twoPlayerGame } from "../game/two-player.ts";
import { bytesOfStep, unrolled as unrolledGame } from "../game/unrolled.ts";
import { MINIBATCHES } from "../models/minibatch.ts";
import { convolutions, type Nets, perceptrons } from "./nets.ts";
import { adversarialSettings, playersFor, playFor } from "./settings.ts";
import { withSmallData } from "./small-data.ts";

/** The paper takes up to 10. Gradients through many more vanish or explode, and each step costs memory and time. */
const MOST_STEPS = 20;

/** The least image that `dcgan`'s stages leave anything of. */
const LEAST_IMAGE = 16;

const suitsConvolutions = (data: DataShape): boolean => data.kind === "images" && data.size >= LEAST_IMAGE;

function netsOf(settings: Settings, data: DataShape): Nets {
  if (settings.net === "mlp" || (settings.net === "auto" && !suitsConvolutions(data))) {
    return perceptrons(settings, data);
  }
  if (data.kind === "images") return convolutions(settings, data);
  throw new GantryError("E109", { recipe: "unrolled --net dcgan", needs: "images", instead: "unrolled --net mlp" });
}

function build(settings: Settings, data: DataShape): Game {
  const { generator, discriminator } = netsOf(settings, data);
  const game = twoPlayerGame({ ...playersFor(settings, generator, discriminator), ...playFor(settings, data) });
  const steps = settings.unroll as number;
  if (steps > MOST_STEPS) {
    throw new GantryError("E115", { where: "--unroll", most: MOST_STEPS, got: steps, bytesAStep: bytesOfStep(game) });
  }
  return unrolledGame(game, steps);
}

/** The nets and rates of `dcgan`, which differ up to 32 pixels; larger images look less far ahead, for their cost. */
function forImages(size: number): Settings {
  if (size <= 32) return { width: 32, batch: 32, "z.size": 32, "lr.g": 2e-3, "lr.d": 1e-3, ema: 0.999, steps: 5000 };
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
      batch: 512,
      z: 256,
      zKind: "normal",
      zRange: 1,
      loss: "ns",
      lrG: 1e-3,
      lrD: 1e-4,
      beta1: 0.5,
      beta2: 0.999,
      optimiser: "adam",
      dSteps: 1,
      ema: 0.995,
      reuse: false,
    }),
    unroll: { kind: "integer", default: 5, min: 1, help: "steps of D that G looks ahead, at most 20" },
    net: { kind: "choice", default: "auto", choices: ["auto", "dcgan", "mlp"], help: "the networks" },
    width: { kind: "integer", default: 128, min: 4, help: "channels next to the image; units of a hidden layer" },
    "d.width": { kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
    kernel: { kind: "choice", default: "4", choices: ["3", "4", "5"], help: "size of the convolutions' kernels" },
    depth: { kind: "integer", default: 2, min: 1, max: 16, help: "hidden layers of each network" },
    "d.minibatch": {
      kind: "choice",
      default: "none",
      choices: MINIBATCHES,
      help: "how D is told of the rest of its batch",
    },
    activation: {
      kind: "choice",
      default: "relu",
      choices: ["relu", "leakyRelu", "elu", "tanh"],
      help: "of the hidden layers",
    },
  },
  defaultsFor: withSmallData((data) => (data.kind === "points" ? { steps: 5000 } : forImages(data.size))),
  game: build,
};
