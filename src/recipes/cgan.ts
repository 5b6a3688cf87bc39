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
import type { PublishedRecipe, Settings } from "../game/recipe.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { cganDiscriminator, cganGenerator } from "../models/conditional-2014.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { type Images, itemShape } from "./parts/batch.ts";
import { convolutions, forSmallImages } from "./parts/convolutions.ts";
import { chosenNets, netSetting, suitsConvolutions } from "./parts/net-choice.ts";
import {
  activationSetting,
  depthSetting,
  kernelSetting,
  minibatchSettings,
  ownWidthSetting,
  widthSetting,
} from "./parts/net-settings.ts";
import type { Nets } from "./parts/players.ts";
import { conditionFor } from "./parts/showing.ts";
import { withSmallData } from "./parts/small-data.ts";

/** Their pixels lie in [0, 1], ours in [−1, 1]: G's sigmoid is stretched to ours, and D sees theirs. */
function paperNets(settings: Settings, data: Images): Nets {
  if (settings.conditional !== true) {
    throw new GantryError("E112", { where: "--no-conditional", expected: "labels with --net paper", got: "none" });
  }
  const G = cganGenerator({ out: itemShape(data), width: settings.width as number });
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
      ...{ z: 100, lrG: 2e-4, lrD: 2e-4, beta1: 0.5, beta2: 0.999, reuse: true },
      conditional: true,
    }),
    net: netSetting("dcgan", "mlp", "paper"),
    width: widthSetting(64),
    "d.width": ownWidthSetting,
    ...minibatchSettings,
    kernel: kernelSetting,
    depth: depthSetting(3),
    activation: activationSetting("relu"),
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return { ...forPoints, steps: 4000 };
    return data.size <= 32 && suitsConvolutions(data) ? { ...forSmallImages, steps: 5000 } : { steps: 5000 };
  }),
  game: (settings, data) => {
    conditionFor(settings, data, "cgan"); // who asks for this recipe has not said --conditional
    const images = { dcgan: convolutions, paper: paperNets };
    return adversarialGame(settings, data, chosenNets(settings, data, { recipe: "cgan", auto: "dcgan", images }));
  },
};

/** As `gan` has them for points. */
const forPoints: Settings = {
  ...{ batch: 256, "z.size": 2, width: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, reuse: false },
  ...{ penalty: "r1", "penalty.weight": 0.1 },
};
