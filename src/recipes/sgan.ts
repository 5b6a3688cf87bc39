/**
 * @file `sgan`: a classifier of K classes that learns from few labels, and a G that matches its features.
 *
 *   D: l ∈ ℝᴷ, Z = Σₖ exp lₖ, D(x) = Z/(Z + 1)
 *   L_D = −log p(y | x, real)  over labelled x,  −½ log D(x) − ½ log(1 − D(G(z)))  over unlabelled x
 *   L_G = mean (E f(x) − E f(G(z)))²,  f the last hidden layer of D
 *
 * Salimans, Goodfellow, Zaremba, Cheung, Radford & Chen, "Improved techniques for training GANs", 2016,
 * https://arxiv.org/abs/1606.03498, with its MNIST networks, rates and batch; z is uniform in [0, 1) as in the
 * authors' experiment. Ours: a moving average of both players, which the exported classifier and generator have, and g
 * of weight norm from expected moments instead of a first batch; and noise of σ .25 on hidden layers, where the paper has
 * .5: after 2,500 steps of a D that begins with 300 units and a G of 200, with 100 labels of MNIST, one seed, .5 left 946
 * errors of 10,000, .25 left 737. And Adam's ε is 1e-4: gradients of feature matching are as small, and full steps of
 * their noise lost G for thousands of steps (docs/recipes/sgan.md).
 */
import { GantryError } from "../base/error.ts";
import type { Game, Player } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { semiSupervisedGame } from "../game/semi-supervised.ts";
import type { Network } from "../models/scope.ts";
import { semiSupervisedDiscriminator, semiSupervisedGenerator } from "../models/semi-supervised.ts";
import { adam } from "../optim/adam.ts";
import type { Schedule } from "../optim/optimiser.ts";
import { batchSetting, batchShape, imagesFor } from "./parts/batch.ts";
import { alike } from "./parts/left-out.ts";
import { adamSettings } from "./parts/players.ts";
import { playersRates } from "./parts/rates.ts";

/** Pixels a side above which a perceptron is no sensible classifier. */
const LARGEST = 32;

function build(settings: Settings, data: DataShape): Game {
  const { classes, channels, size } = imagesFor("sgan", data, "gan");
  if (classes === 0) throw new GantryError("E109", { recipe: "sgan", needs: "labels", instead: null });
  if (size > LARGEST) {
    throw new GantryError("E112", {
      where: "sgan.size",
      expected: `images of at most ${LARGEST} pixels`,
      got: `${size}`,
    });
  }
  const image = [channels, size, size];
  const [batch, width] = [settings.batch as number, settings.width as number];
  const judge = {
    hidden: [width, width / 2, width / 4, width / 4, width / 4].map((units) => Math.max(1, Math.round(units))),
    classes,
    pixelNoise: settings["noise.pixels"] as number,
    hiddenNoise: settings["noise.hidden"] as number,
  };
  const units = settings["g.width"] as number;
  return semiSupervisedGame({
    generator: playerOf(settings, "g", semiSupervisedGenerator({ hidden: [units, units], image })),
    discriminator: playerOf(settings, "d", semiSupervisedDiscriminator(judge)),
    dataShape: batchShape(settings, data),
    z: { kind: "uniform", shape: [batch, settings["z.size"] as number], low: 0, high: 1 },
    classes,
    labels: settings.labels as number,
    unlabelledWeight: settings["unlabelled.weight"] as number,
  });
}

function playerOf(settings: Settings, player: "g" | "d", network: Network): Player {
  const [beta1, beta2, epsilon, ema] = (["beta1", "beta2", "epsilon", "ema"] as const).map(
    (key) => settings[key] as number,
  ) as [number, number, number, number];
  const learningRate = rateOf(settings[`lr.${player}`] as number, settings["lr.end"] as number);
  const plain: Player = { network, optimiser: adam({ learningRate, beta1, beta2, epsilon }) };
  return ema > 0 ? { ...plain, ema } : plain;
}

/** As it is for two thirds of the way, then linearly to 0 at `end`; the authors' ramp on CIFAR-10. */
const rateOf = (rate: number, end: number): Schedule =>
  end === 0 ? () => rate : (step) => rate * Math.min(1, Math.max(0, 3 - (3 * step) / end));

export const sgan: PublishedRecipe = {
  name: "sgan",
  summary: {
    en: "learns to classify small images from a few labels, with feature matching",
    zh: "借助特征匹配，用少量标签学习小图像的分类",
  },
  citation: "Salimans et al., Improved Techniques for Training GANs, 2016, arXiv:1606.03498",
  equations: [
    "D(x) = Z/(Z + 1), Z = Σₖ exp lₖ(x) of K class logits",
    "L_D = E_labelled[log Z − l_y] − ½E[log D(x)] − ½E[log(1 − D(G(z)))]",
    "L_G = mean (E f(x) − E f(G(z)))², f the last hidden layer of D",
  ],
  command: "gantry train mnist --recipe sgan --labels 100",
  settings: {
    batch: batchSetting(100, 2),
    labels: { kind: "integer", default: 100, min: 1, help: "labels in all, as many of each class, chosen by the seed" },
    "unlabelled.weight": { kind: "number", default: 1, min: 0, help: "weight of the loss without labels" },
    "z.size": { kind: "integer", default: 100, min: 1, help: "length of the latent vector z" },
    width: { kind: "integer", default: 1000, min: 4, help: "units of D's first hidden layer" },
    "g.width": { kind: "integer", default: 500, min: 1, help: "units of each hidden layer of G" },
    "noise.pixels": { kind: "number", default: 0.3, min: 0, help: "deviation of the noise on pixels in [0, 1]" },
    "noise.hidden": { kind: "number", default: 0.25, min: 0, help: "deviation of the noise on hidden layers" },
    ...playersRates({ lrG: 0.003, lrD: 0.003 }),
    "lr.end": {
      kind: "integer",
      default: 0,
      min: 0,
      help: "step at which the rates reach 0, falling over the last third; 0: they stay",
    },
    ...adamSettings({ beta1: 0.5, beta2: 0.999 }),
    epsilon: { kind: "number", default: 1e-4, above: 0, help: "Adam's ε: gradients far below it move hardly anything" },
    ema: {
      kind: "number",
      default: 0.999,
      min: 0,
      max: 0.99999,
      help: "decay of both players' moving averages; 0: none",
    },
  },
  leftOut: {
    pack: {
      en: "D says of each image which class it is of, and a pack is of several images",
      zh: "判别器要说出每张图像的类别，而一个包里有多张图像",
      instead: "dcgan",
    },
    ...alike(["loss", "penalty", "penalty.weight"], {
      en: "D is a classifier with a loss of its own, and G matches its features",
      zh: "判别器是分类器，有自己的损失；生成器匹配它的特征",
      instead: "dcgan",
    }),
    ...alike(["conditional", "condition"], {
      en: "labels teach D to classify, and G is told none",
      zh: "标签用来教判别器分类，不告知生成器",
      instead: "cgan",
    }),
  },
  defaultsFor: (data) => (data.kind === "images" ? { steps: 18000 } : {}),
  game: build,
};
