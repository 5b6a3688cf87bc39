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
import { GantryError } from "../base/error.ts";
import { beganGame } from "../game/began.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Setting, Settings } from "../game/recipe.ts";
import { beganAutoencoder, beganDecoder } from "../models/autoencoder.ts";
import { adversarialSettings, playersFor, playFor } from "./settings.ts";

function build(settings: Settings, data: DataShape): Game {
  if (data.kind !== "images") {
    throw new GantryError("E109", { recipe: "began", needs: "images", instead: "gan" });
  }
  const nets = { size: data.size, channels: data.channels, width: settings.width as number };
  const judge = beganAutoencoder({ ...nets, hidden: settings["z.size"] as number });
  const players = playersFor({ ...settings, optimiser: "adam" }, beganDecoder(nets), judge);
  const { dataShape, z, reuseFakes } = playFor(settings, data);
  return beganGame({
    ...{ generator: players.generator, autoencoder: players.discriminator, dataShape, z, reuseFakes },
    gamma: settings.gamma as number,
    kRate: settings["k.rate"] as number,
    patience: settings["lr.patience"] as number,
    factor: settings["lr.factor"] as number,
  });
}

const shared = adversarialSettings({
  batch: 16,
  z: 64,
  zKind: "uniform",
  zRange: 1,
  loss: "ns",
  lrG: 1e-4,
  lrD: 1e-4,
  beta1: 0.9,
  beta2: 0.999,
  optimiser: "adam",
  dSteps: 1,
  ema: 0.999,
  reuse: true,
});

/** Of what two-player recipes share, what this game has too. */
const KEPT = ["batch", "z.kind", "z.range", "reuse", "lr.g", "lr.d", "beta1", "beta2", "clip.gradient", "ema"];

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
    ...Object.fromEntries(KEPT.map((key) => [key, shared[key] as Setting])),
    "z.size": { kind: "integer", default: 64, min: 1, help: "length of z, and of D's code h" },
    width: { kind: "integer", default: 32, min: 1, help: "n, channels next to the image; n more at each halving in D" },
    gamma: { kind: "number", default: 0.5, min: 0, max: 1, help: "γ, E[L(G(z))] / E[L(x)] at balance: low is sharp" },
    "k.rate": { kind: "number", default: 0.001, min: 0, max: 1, help: "λ_k, how fast k moves" },
    "lr.patience": { kind: "integer", default: 2000, min: 1, help: "steps without progress before the rates fall" },
    "lr.factor": { kind: "number", default: 0.5, above: 0, max: 1, help: "what the rates are multiplied by then" },
  },
  defaultsFor: () => ({ steps: 10000 }),
  game: build,
};
