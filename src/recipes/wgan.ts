/**
 * @file `wgan`: D is a critic without a sigmoid whose weights are clipped, and estimates a distance.
 *
 *   W(p_data, p_g) = sup over 1-Lipschitz f of E[f(x)] − E[f(G(z))]
 *   D:  maximise E[D(x)] − E[D(G(z))], then clip every weight to ± c            n_critic times a step
 *   G:  L_G = −E[D(G(z))]
 *
 * Arjovsky, Chintala & Bottou, "Wasserstein GAN", 2017, https://arxiv.org/abs/1701.07875, Algorithm 1: RMSProp 5e-5 (no
 * momentum: with it the critic's loss was unstable), c .01, n_critic 5, batch 64; as in the code published with it, 100
 * critic steps in each of the first 25 steps and in each 500th (`--no-d-warmup` leaves that out). Networks: perceptrons
 * for points, DCGAN's for images, but without norm in the critic: batch norm judges batches, and the Lipschitz constant
 * is of one image. The average of G is our addition.
 *
 * Watched: `wasserstein`, E[D(x)] − E[D(G(z))]: the distance, times the Lipschitz constant that clipping leaves. The
 * constant depends on c and on the network, so compare it within a run, not between settings.
 */
import { withCriticWarmUp } from "../game/critic-warm-up.ts";
import type { PublishedRecipe, Settings } from "../game/recipe.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { criticNetSettings, criticNets } from "./parts/critics.ts";
import { withSmallData } from "./parts/small-data.ts";

/**
 * Clipped weights bound the critic of points badly: at c .1 samples come near all modes of `ring8`, at .3 they run away
 * (docs/recipes/wgan.md). The critic must be quick, and G slow, or they go round in circles.
 */
const forPoints: Settings = {
  ...{ batch: 128, "z.size": 2, width: 128, activation: "relu", "clip.weights": 0.1 },
  ...{ "lr.g": 3e-4, "lr.d": 3e-3, ema: 0.995, steps: 1500 },
};

/** Narrow networks draw letters within minutes, at more than the paper's rates (docs/recipes/wgan.md). */
const small: Settings = { batch: 32, "z.size": 32, width: 16, "lr.g": 1e-3, "lr.d": 3e-4, steps: 3000 };

export const wgan: PublishedRecipe = {
  name: "wgan",
  summary: {
    en: "Wasserstein critic with clipped weights, whose loss falls as samples get better",
    zh: "裁剪权重的 Wasserstein 评判器：其损失随样本变好而下降",
  },
  citation: "Arjovsky, Chintala & Bottou, Wasserstein GAN, 2017, arXiv:1701.07875",
  equations: [
    "W(p_data, p_g) = sup_{‖f‖_L ≤ 1} E[f(x)] − E[f(G(z))]",
    "L_D = E[D(G(z))] − E[D(x)],  w ← clip(w, −c, c), n_critic times      L_G = −E[D(G(z))]",
  ],
  command: "gantry train strokes --recipe wgan --size 16",
  settings: {
    ...adversarialSettings({
      ...{ z: 100, loss: "wasserstein", dSteps: 5, clipWeights: 0.01 },
      ...{ lrG: 5e-5, lrD: 5e-5, beta1: 0, beta2: 0.99, optimiser: "rmsprop" },
    }),
    "d.warmup": {
      kind: "switch",
      default: true,
      help: "100 updates of D in each of the first 25 steps and in each 500th",
    },
    ...criticNetSettings({ norm: "none", spectral: false }),
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return forPoints;
    return data.size <= 32 ? small : { steps: 5000 };
  }),
  game: (settings, data) => {
    const game = adversarialGame(settings, data, criticNets("wgan", "dcgan", settings, data));
    return settings["d.warmup"] === true ? withCriticWarmUp(game) : game;
  },
};
