/**
 * @file `gan-2014`: the first GAN as it was trained on MNIST: ReLU generator, maxout discriminator with dropout, SGD
 * with momentum.
 *
 *   z ~ U(±√3)^100 → ReLU 1200 → ReLU 1200 → sigmoid      D: maxout 240×5 → maxout 240×5 → logit, keep .8 and .5
 *
 * Learning rate .1 divided by 1.000004 at each update, not below 1e-6; momentum .5 → .7 over 250 epochs of 600 updates.
 * Goodfellow et al., 2014, https://arxiv.org/abs/1406.2661, and the settings its authors published. The paper's pixels
 * lie in [0, 1], ours in [−1, 1]: G's sigmoid is stretched to ours and D sees theirs, so that a pixel that dropout
 * takes away is black to D, as in the paper, and not grey. (Their published code also bounds the length of each weight
 * column.)
 */
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Setting, Settings } from "../game/recipe.ts";
import { twoPlayerGame } from "../game/two-player.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { uniform } from "../models/initialisers.ts";
import { maxoutDiscriminator } from "../models/maxout-discriminator.ts";
import { mlp } from "../models/mlp.ts";
import type { Network } from "../models/scope.ts";
import { exponentialSchedule } from "../optim/schedules.ts";
import { momentum } from "../optim/sgd.ts";
import { adversarialSettings, playFor } from "./parts/adversarial.ts";
import { itemShape } from "./parts/batch.ts";

/** Updates until momentum has reached its last value: 250 epochs of 60,000 images in batches of 100. */
const RAMP = 250 * 600;

function generatorOf(settings: Settings, data: DataShape): Network {
  const width = settings.width as number;
  const bounded = data.kind === "images";
  const network = mlp({
    hidden: [width, width],
    out: itemShape(data),
    activation: "relu",
    outputActivation: bounded ? "sigmoid" : "none",
    initialiser: uniform(-0.05, 0.05),
  });
  return bounded ? (scope, z) => sub(mul(network(scope, z), 2), 1) : network;
}

function discriminatorOf(data: DataShape): Network {
  const network = maxoutDiscriminator();
  return data.kind === "images" ? (scope, x) => network(scope, mul(add(x, 1), 0.5)) : network;
}

function build(settings: Settings, data: DataShape): Game {
  const optimiser = (rate: number) =>
    momentum({
      learningRate: exponentialSchedule({ from: rate, factor: 1 / 1.000004, floor: 1e-6 }),
      momentum: { from: settings.beta1 as number, to: 0.7, steps: RAMP },
    });
  return twoPlayerGame({
    generator: { network: generatorOf(settings, data), optimiser: optimiser(settings["lr.g"] as number) },
    discriminator: { network: discriminatorOf(data), optimiser: optimiser(settings["lr.d"] as number) },
    ...playFor(settings, data),
  });
}

const shared = adversarialSettings({
  ...{ batch: 100, z: 100, zKind: "uniform", zRange: Math.sqrt(3) },
  ...{ lrG: 0.1, lrD: 0.1, beta1: 0.5, beta2: 0.999, optimiser: "momentum", ema: 0 },
});

/** What the paper's optimiser does not have is no setting of this recipe. */
const FIXED = [
  "optimiser",
  "conditional",
  "condition",
  "beta2",
  "ema",
  "lr.schedule",
  "lr.steps",
  "lr.factor",
  "clip.gradient",
  "clip.weights",
];

export const gan2014: PublishedRecipe = {
  name: "gan-2014",
  summary: {
    en: "the 2014 paper's own MNIST networks: ReLU generator, maxout discriminator, SGD with momentum",
    zh: "2014 年论文在 MNIST 上的原始网络：ReLU 生成器、maxout 判别器、带动量的 SGD",
  },
  citation: "Goodfellow et al., Generative Adversarial Nets, 2014, arXiv:1406.2661",
  equations: ["min_G max_D  V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]", "L_G = −E[log D(G(z))]"],
  command: "gantry train mnist --recipe gan-2014",
  settings: {
    ...Object.fromEntries(Object.entries(shared).filter(([key]) => !FIXED.includes(key))),
    beta1: { ...(shared.beta1 as Setting), help: "momentum at first; 0.7 after 150,000 updates" },
    width: { kind: "integer", default: 1200, min: 1, help: "units of each hidden layer of G" },
  },
  defaultsFor: () => ({ steps: 60000 }),
  game: build,
};
