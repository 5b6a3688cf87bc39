/**
 * @file `cgan`: both players are told the label y, so that G draws what it is asked for.
 *
 *   min_G max_D  V(D, G) = E[log D(x | y)] + E[log(1 − D(G(z | y)))]
 *
 * Mirza & Osindero, "Conditional generative adversarial nets", 2014, https://arxiv.org/abs/1411.1784. `--net paper` has
 * the paper's networks: a hidden layer for each input, then a joint one; maxout and dropout in D. `dcgan`, for images
 * from 16 pixels, and `mlp` are told the label as `--condition` says. Every other recipe is told labels by
 * `--conditional`; here that is the default.
 *
 * The paper's optimiser: `--optimiser momentum --lr-g .1 --lr-d .1 --lr-schedule exponential --lr-factor .99996
 * --batch 100 --noise uniform --z-range 1` (its z lies in [0, 1), its momentum rises from .5 to .7).
 */
import { GantryError } from "../base/error.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { twoPlayerGame } from "../game/two-player.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { cganDiscriminator, cganGenerator } from "../models/conditional-2014.ts";
import { MINIBATCHES } from "../models/minibatch.ts";
import { convolutions, type Nets, perceptrons } from "./nets.ts";
import { adversarialSettings, batchShape, playersFor, playFor } from "./settings.ts";
import { withSmallData } from "./small-data.ts";

/** The least image that `dcgan`'s stages leave anything of. */
const LEAST = 16;

function build(settings: Settings, data: DataShape): Game {
  const { generator, discriminator } = netsOf(settings, data);
  return twoPlayerGame({ ...playersFor(settings, generator, discriminator), ...playFor(settings, data) });
}

function netsOf(settings: Settings, data: DataShape): Nets {
  if (settings.net === "paper") return paperNets(settings, data);
  if (settings.net === "mlp" || (settings.net === "auto" && !suitsConvolutions(data))) {
    return perceptrons(settings, data);
  }
  if (data.kind === "images") return convolutions(settings, data);
  throw new GantryError("E109", { recipe: "cgan --net dcgan", needs: "images", instead: "cgan --net mlp" });
}

const suitsConvolutions = (data: DataShape): boolean => data.kind === "images" && data.size >= LEAST;

/** Their pixels lie in [0, 1], ours in [−1, 1]: G's sigmoid is stretched to ours, and D sees theirs. */
function paperNets(settings: Settings, data: DataShape): Nets {
  if (data.kind !== "images") {
    throw new GantryError("E109", { recipe: "cgan --net paper", needs: "images", instead: "cgan --net mlp" });
  }
  if (settings.conditional !== true) {
    throw new GantryError("E112", { where: "--no-conditional", expected: "labels with --net paper", got: "none" });
  }
  const G = cganGenerator({ out: batchShape(settings, data).slice(1), width: settings.width as number });
  const D = cganDiscriminator();
  return {
    generator: (scope, z, y) => sub(mul(G(scope, z, y as never), 2), 1),
    discriminator: (scope, x, y) => D(scope, mul(add(x, 1), 0.5), y as never),
  };
}

export const cgan: PublishedRecipe = {
  name: "cgan",
  summary: {
    en: "conditional: G draws the class it is asked for",
    zh: "条件生成对抗网络：生成器按指定的类别作画",
  },
  citation: "Mirza & Osindero, Conditional Generative Adversarial Nets, 2014, arXiv:1411.1784",
  equations: ["min_G max_D  V(D, G) = E[log D(x | y)] + E[log(1 − D(G(z | y)))]", "L_G = −E[log D(G(z | y))]"],
  command: "gantry train mnist --recipe cgan",
  settings: {
    ...adversarialSettings({
      batch: 64,
      z: 100,
      zKind: "normal",
      zRange: 1,
      loss: "ns",
      lrG: 2e-4,
      lrD: 2e-4,
      beta1: 0.5,
      beta2: 0.999,
      optimiser: "adam",
      dSteps: 1,
      ema: 0.999,
      reuse: true,
      conditional: true,
    }),
    net: { kind: "choice", default: "auto", choices: ["auto", "dcgan", "mlp", "paper"], help: "the networks" },
    width: { kind: "integer", default: 64, min: 4, help: "channels next to the image; units of a hidden layer" },
    "d.width": { kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
    "d.minibatch": {
      kind: "choice",
      default: "none",
      choices: MINIBATCHES,
      help: "how D is told of the rest of its batch",
    },
    kernel: { kind: "choice", default: "4", choices: ["3", "4", "5"], help: "size of the convolutions' kernels" },
    depth: { kind: "integer", default: 3, min: 1, max: 16, help: "hidden layers of each network" },
    activation: {
      kind: "choice",
      default: "relu",
      choices: ["relu", "leakyRelu", "elu"],
      help: "of the hidden layers",
    },
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return { ...forPoints, steps: 4000 };
    return data.size <= 32 && suitsConvolutions(data) ? { ...forSmallImages, steps: 5000 } : { steps: 5000 };
  }),
  game: build,
};

/** As `gan` has them for points. */
const forPoints: Settings = {
  ...{ batch: 256, "z.size": 2, width: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, reuse: false },
  ...{ penalty: "r1", "penalty.weight": 0.1 },
};

/** As `dcgan` has them up to 32 pixels. */
const forSmallImages: Settings = { width: 32, batch: 32, "z.size": 32, "lr.g": 2e-3, "lr.d": 1e-3 };
