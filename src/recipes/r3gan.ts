/**
 * @file `r3gan`: the relativistic pairing loss, kept still by both zero-centred penalties, on plain residual networks.
 *
 *   L_D = E[softplus(−(D(x) − D(G(z))))] + γ/2·(R1 + R2)          R1 = E‖∇D(x)‖², R2 = E‖∇D(G(z))‖², in every D step
 *   L_G = E[softplus(−(D(G(z)) − D(x)))]                          x and G(z) paired in order
 *
 * Huang, Gokaslan, Kuleshov & Tompkin, "The GAN is dead; long live the GAN! A modern baseline GAN", 2025,
 * https://arxiv.org/abs/2501.05441. Paired, each fake must be believed beside a real one, so that no mode is dropped;
 * with both penalties the game converges locally. No normalisation, residual blocks of Fixup's kind, bilinear resampling,
 * Adam with β₁ 0, an average of G (`models/r3gan.ts`). The paper lets γ, β₂ and the rates move in its first part; ours
 * stand still unless `--lr-schedule` says otherwise. For points two perceptrons take the networks' place.
 */
import { GantryError } from "../base/error.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Setting, Settings } from "../game/recipe.ts";
import { twoPlayerGame } from "../game/two-player.ts";
import {
  type Conditioning,
  conditionChannels,
  conditionedOnPlanes,
  conditionedOnVector,
} from "../models/conditioned.ts";
import { r3ganDiscriminator, r3ganGenerator } from "../models/r3gan.ts";
import { type Nets, perceptrons } from "./nets.ts";
import { adversarialSettings, classesFor, packOf, playersFor, playFor } from "./settings.ts";

type Images = Extract<DataShape, { readonly kind: "images" }>;

/** @throws E109 for residual networks on points, E114 for sizes that do not halve */
function netsFor(settings: Settings, data: DataShape): Nets {
  const { net } = settings;
  if (net === "mlp" || (net === "auto" && data.kind === "points")) return perceptrons(settings, data);
  if (data.kind === "images") return residual(settings, data);
  throw new GantryError("E109", { recipe: `r3gan --net ${net}`, needs: "images", instead: "r3gan --net mlp" });
}

function residual(settings: Settings, data: Images): Nets {
  const { size, channels } = data;
  const [how, pack, classes] = [settings.condition as Conditioning, packOf(settings), classesFor(settings, data)];
  const [width, blocks] = [settings.width as number, settings.blocks as number];
  const shown = pack * channels + (classes === 0 ? 0 : conditionChannels(how, pack * classes));
  const judge = { size, channels: shown, width: (settings["d.width"] as number) || width, blocks };
  return {
    generator: conditionedOnVector(r3ganGenerator({ size, channels, width, blocks }), how),
    discriminator: conditionedOnPlanes(r3ganDiscriminator(judge), how),
  };
}

function build(settings: Settings, data: DataShape): Game {
  const { generator, discriminator } = netsFor(settings, data);
  return twoPlayerGame({ ...playersFor(settings, generator, discriminator), ...playFor(settings, data) });
}

const shared = adversarialSettings({
  batch: 64,
  z: 64,
  zKind: "normal",
  zRange: 1,
  loss: "paired",
  lrG: 2e-4,
  lrD: 2e-4,
  beta1: 0,
  beta2: 0.99,
  optimiser: "adam",
  dSteps: 1,
  ema: 0.999,
  reuse: false,
});

const forPoints: Settings = {
  ...{ batch: 256, "z.size": 2, width: 128, activation: "relu", "penalty.weight": 0.1 },
  ...{ "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, steps: 4000 },
};

/** Narrow networks learn digits in minutes at five times the paper's rates (docs/recipes/r3gan.md). */
const small: Settings = { batch: 32, width: 16, blocks: 1, "lr.g": 1e-3, "lr.d": 1e-3, steps: 5000 };

export const r3gan: PublishedRecipe = {
  name: "r3gan",
  summary: {
    en: "relativistic pairs with R1 and R2, on residual networks without normalisation",
    zh: "相对论配对损失加 R1 与 R2，采用无归一化的残差网络",
  },
  citation: "Huang, Gokaslan, Kuleshov & Tompkin, R3GAN: A Modern Baseline GAN, 2025, arXiv:2501.05441",
  equations: [
    "L_D = E[softplus(−(D(x) − D(G(z))))] + γ/2·(R1 + R2)      R1 = E‖∇D(x)‖²      R2 = E‖∇D(G(z))‖²",
    "L_G = E[softplus(−(D(G(z)) − D(x)))], x and G(z) paired in order",
  ],
  command: "gantry train mnist --recipe r3gan",
  settings: {
    ...shared,
    penalty: { ...(shared.penalty as Extract<Setting, { kind: "choice" }>), default: "r1r2" },
    "penalty.weight": { ...(shared["penalty.weight"] as Extract<Setting, { kind: "number" }>), default: 1 },
    net: { kind: "choice", default: "auto", choices: ["auto", "mlp", "residual"], help: "the networks" },
    width: { kind: "integer", default: 64, min: 4, help: "channels next to the image; units of a hidden layer" },
    "d.width": { kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
    blocks: { kind: "integer", default: 2, min: 1, max: 8, help: "residual blocks at each size of the image" },
    depth: { kind: "integer", default: 3, min: 1, max: 16, help: "hidden layers of each network" },
    activation: {
      kind: "choice",
      default: "leakyRelu",
      choices: ["relu", "leakyRelu", "elu", "tanh"],
      help: "of the hidden layers",
    },
  },
  defaultsFor: (data) => {
    if (data.kind === "points") return forPoints;
    return data.size <= 32 ? small : { steps: 5000 };
  },
  game: build,
};
