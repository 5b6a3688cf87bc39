/**
 * @file `sngan`: every weight of D is divided by its largest singular value, so D is Lipschitz by construction.
 *
 *   D's weights W̄ = W/σ(W), σ(W) by one power iteration an update        L_D = E[max(0, 1 − D(x))] + E[max(0, 1 + D(G(z)))]
 *                                                                        L_G = −E[D(G(z))]
 *
 * Miyato, Kataoka, Koyama & Yoshida, "Spectral normalization for generative adversarial networks", 2018,
 * https://arxiv.org/abs/1802.05957. Hinge loss, batch 64, z of 128, Adam 2e-4 with β (0, .9) and five updates of D a step,
 * as its residual networks have them. Networks: its standard convolutional ones for images; `--net residual` has its
 * ResNets; perceptrons for points. The average of G is our addition.
 */
import type { PublishedRecipe, Settings } from "../game/recipe.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { criticNetSettings, criticNets } from "./parts/critics.ts";
import { withSmallData } from "./parts/small-data.ts";

const forPoints: Settings = {
  ...{ batch: 256, "z.size": 2, width: 128, "d.steps": 1, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, steps: 4000 },
};

/**
 * What a processor draws digits with in minutes. On MNIST, seed 0, they are legible after 800 steps; five updates of D a
 * step take four times as long.
 */
const forSmallImages: Settings = {
  ...{ width: 16, batch: 32, "z.size": 32, "d.steps": 1, "lr.g": 1e-3, "lr.d": 1e-3 },
};

export const sngan: PublishedRecipe = {
  name: "sngan",
  summary: {
    en: "hinge loss and spectral norm in every layer of D",
    zh: "合页损失，判别器每层都做谱归一化",
  },
  citation: "Miyato et al., Spectral Normalization for Generative Adversarial Networks, 2018, arXiv:1802.05957",
  equations: [
    "L_D = E[max(0, 1 − D(x))] + E[max(0, 1 + D(G(z)))], each weight of D divided by its largest singular value",
    "L_G = −E[D(G(z))]",
  ],
  command: "gantry train mnist --recipe sngan",
  settings: {
    ...adversarialSettings({
      ...{ z: 128, loss: "hinge", dSteps: 5 },
      ...{ lrG: 2e-4, lrD: 2e-4, beta1: 0, beta2: 0.9 },
    }),
    ...criticNetSettings({ norm: "none", spectral: true }),
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return forPoints;
    return data.size <= 32 ? { ...forSmallImages, steps: 5000 } : { steps: 5000 };
  }),
  game: (settings, data) => adversarialGame(settings, data, criticNets("sngan", "cnn", settings, data)),
};
