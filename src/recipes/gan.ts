/**
 * @file `gan`: two multilayer perceptrons and Algorithm 1, for points and small images.
 *
 *   min_G max_D  V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]
 *
 * Goodfellow et al., "Generative adversarial nets", 2014, https://arxiv.org/abs/1406.2661. The loss of G is the
 * non-saturating −log D(G(z)) that the paper recommends. `gan-2014` has the paper's own networks and optimiser.
 */
import type { PublishedRecipe, Settings } from "../game/recipe.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { activationSetting, depthSetting, minibatchSettings } from "./parts/net-settings.ts";
import { perceptrons } from "./parts/perceptrons.ts";
import { withSmallData } from "./parts/small-data.ts";

const ACTIVATIONS = ["relu", "leakyRelu", "elu", "selu", "tanh", "silu", "softplus"] as const;

/** Points want nets that move fast; without a little R1 some seeds lose modes of `ring8` (docs/recipes/README.md). */
const forPoints: Settings = {
  batch: 256,
  "z.size": 2,
  width: 128,
  depth: 3,
  activation: "relu",
  "lr.g": 1e-3,
  "lr.d": 1e-3,
  beta1: 0.5,
  penalty: "r1",
  "penalty.weight": 0.1,
  steps: 4000,
  ema: 0.995,
};

const forImages: Settings = { steps: 20000 };

export const gan: PublishedRecipe = {
  name: "gan",
  summary: {
    en: "two multilayer perceptrons and Algorithm 1, for points and small images",
    zh: "两个多层感知机与算法 1，适用于点集与小图像",
  },
  citation: "Goodfellow et al., Generative Adversarial Nets, 2014, arXiv:1406.2661",
  equations: ["min_G max_D  V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]", "L_G = −E[log D(G(z))]"],
  command: "gantry train ring8 --recipe gan",
  settings: {
    ...adversarialSettings({ z: 100, lrG: 2e-4, lrD: 2e-4, beta1: 0.5, beta2: 0.999 }),
    width: { kind: "integer", default: 256, min: 1, help: "units of each hidden layer" },
    depth: depthSetting(2),
    ...minibatchSettings,
    activation: activationSetting("leakyRelu", ACTIVATIONS),
  },
  defaultsFor: withSmallData((data) => (data.kind === "points" ? forPoints : forImages)),
  game: (settings, data) => adversarialGame(settings, data, perceptrons(settings, data)),
};
