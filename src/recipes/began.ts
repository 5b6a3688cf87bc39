/**
 * @file `began`: D is an autoencoder, G draws what it repeats well, and a controller keeps the two in balance.
 *
 *   L(v) = E|v − D(v)|      L_D = L(x) − k·L(G(z))      L_G = L(G(z))
 *   k ← k + λ_k (γ·L(x) − L(G(z))) in [0, 1]            M_global = L(x) + |γ·L(x) − L(G(z))|
 *
 * γ says how varied the images are, at the price of sharpness: the share of L(x) at which L(G(z)) is held. The rates
 * fall when M_global stalls. Berthelot, Schumm & Metz, "BEGAN: boundary equilibrium generative adversarial networks",
 * 2017, https://arxiv.org/abs/1703.10717.
 *
 * Theirs: Adam from 1e-4, batch 16, z uniform in ±1 and as long as D's h, 64 of both and n 64 to 128, 16 a batch; λ_k
 * .001, γ .5. Ours are thinner, n 32, and no image passes through skip connections. The average of G that is drawn and
 * exported is our addition.
 */
import { beganGame } from "../game/began.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { beganAutoencoder, beganDecoder } from "../models/autoencoder.ts";
import { turnSettings } from "./parts/adversarial.ts";
import { batchSetting, batchShape, imagesFor } from "./parts/batch.ts";
import { latentOf, latentSettings } from "./parts/latent.ts";
import { alike } from "./parts/left-out.ts";
import { adamSettings, emaSetting, gradientClip, playersFor } from "./parts/players.ts";
import { playersRates } from "./parts/rates.ts";

function build(settings: Settings, data: DataShape): Game {
  const { size, channels } = imagesFor("began", data, "gan");
  const nets = { size, channels, width: settings.width as number };
  const { generator, discriminator } = playersFor(settings, {
    generator: beganDecoder(nets),
    discriminator: beganAutoencoder({ ...nets, hidden: settings["z.size"] as number }),
  });
  return beganGame({
    ...{ generator, autoencoder: discriminator, dataShape: batchShape(settings, data), z: latentOf(settings) },
    reuseFakes: settings.reuse === true,
    gamma: settings.gamma as number,
    kRate: settings["k.rate"] as number,
    patience: settings["lr.patience"] as number,
    factor: settings["lr.factor"] as number,
  });
}

export const began: PublishedRecipe = {
  name: "began",
  summary: {
    en: "an autoencoder judges, and a controller balances the players: calm, even pictures",
    zh: "以自编码器为判别器，由控制器保持双方平衡：训练平稳，图像匀净",
  },
  citation: "Berthelot, Schumm & Metz, Boundary Equilibrium GAN, 2017, arXiv:1703.10717",
  equations: [
    "L(v) = E|v − D(v)|      L_D = L(x) − k·L(G(z))      L_G = L(G(z))",
    "k ← k + λ_k (γ·L(x) − L(G(z))), within [0, 1]      M_global = L(x) + |γ·L(x) − L(G(z))|",
  ],
  command: "gantry train ./pictures --recipe began --size 32",
  settings: {
    batch: batchSetting(16),
    ...latentSettings({ z: 64, zKind: "uniform" }),
    "z.size": { kind: "integer", default: 64, min: 1, help: "length of z, and of D's code h" },
    reuse: turnSettings({ reuse: true }).reuse,
    ...playersRates({ lrG: 1e-4, lrD: 1e-4 }),
    ...adamSettings({ beta1: 0.9, beta2: 0.999 }),
    "clip.gradient": gradientClip,
    ema: emaSetting(0.999),
    width: { kind: "integer", default: 32, min: 1, help: "n, channels next to the image; n more at each halving in D" },
    gamma: { kind: "number", default: 0.5, min: 0, max: 1, help: "γ, E[L(G(z))] / E[L(x)] at balance: low is sharp" },
    "k.rate": { kind: "number", default: 0.001, min: 0, max: 1, help: "λ_k, how fast k moves" },
    "lr.patience": { kind: "integer", default: 2000, min: 1, help: "steps without progress before the rates fall" },
    "lr.factor": { kind: "number", default: 0.5, above: 0, max: 1, help: "what the rates are multiplied by then" },
  },
  leftOut: {
    ...alike(["loss", "penalty", "penalty.weight"], {
      en: "D is an autoencoder that gives no verdict: how well it rebuilds an image is the loss, and k keeps the balance",
      zh: "判别器是自编码器，不作真假判断：损失是重建图像的误差，平衡由 k 保持",
      instead: "dcgan",
    }),
    pack: {
      en: "D rebuilds each image by itself, and a pack is of several",
      zh: "判别器逐张重建图像，而一个包里有多张图像",
      instead: "dcgan",
    },
    ...alike(["conditional", "condition"], {
      en: "its networks are told of z and images alone",
      zh: "它的网络只接收 z 和图像",
      instead: "cgan",
    }),
  },
  defaultsFor: (data) => (data.kind === "images" ? { steps: 10000 } : {}),
  game: build,
};
