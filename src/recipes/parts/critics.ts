/**
 * @file The networks of recipes whose critic has a norm of its own choice and perhaps spectral norm (`wgan`, `wgan-gp`,
 * `sngan`): perceptrons, DCGAN's, SNGAN's or residual ones.
 */
import type { DataShape, Setting, Settings } from "../../game/recipe.ts";
import { dcganDiscriminator, dcganGenerator } from "../../models/dcgan.ts";
import type { Minibatch } from "../../models/minibatch.ts";
import type { NormName } from "../../models/normalisation.ts";
import { residualDiscriminator, residualGenerator } from "../../models/residual-gan.ts";
import type { Network } from "../../models/scope.ts";
import { snganDiscriminator, snganGenerator } from "../../models/sngan.ts";
import type { Images } from "./batch.ts";
import { type ImageNet, imageNets } from "./image-nets.ts";
import { chosenNets, netSetting } from "./net-choice.ts";
import {
  activationSetting,
  depthSetting,
  minibatchOf,
  minibatchSettings,
  ownWidthSetting,
  widthSetting,
} from "./net-settings.ts";
import type { Nets } from "./players.ts";

type ImageNetName = "dcgan" | "cnn" | "residual";

interface JudgeOptions extends ImageNet {
  readonly minibatch: Minibatch;
  readonly norm: NormName;
  readonly spectral: boolean;
}

const pairs: Readonly<
  Record<ImageNetName, { readonly G: (nets: ImageNet) => Network; readonly D: (nets: JudgeOptions) => Network }>
> = {
  dcgan: { G: dcganGenerator, D: dcganDiscriminator },
  cnn: { G: snganGenerator, D: snganDiscriminator },
  residual: {
    G: residualGenerator,
    D: (nets) => residualDiscriminator({ ...nets, pool: nets.spectral ? "sum" : "mean" }), // as either paper has it
  },
};

/** Batch norm is no choice for a critic: it is to judge each item by itself. */
const NORMS = ["none", "layer", "instance"] as const;

export interface CriticNetDefaults {
  readonly norm: "none" | "layer";
  readonly spectral: boolean;
}

/**
 * `net`, `width`, `d.width`, `d.norm`, `d.spectral`, `d.minibatch` and its kernels, and what perceptrons alone have:
 * `depth`, `activation`.
 */
export const criticNetSettings = (own: CriticNetDefaults): Readonly<Record<string, Setting>> => ({
  net: netSetting("mlp", "dcgan", "cnn", "residual"),
  width: widthSetting(64),
  "d.width": ownWidthSetting,
  "d.norm": { kind: "choice", default: own.norm, choices: NORMS, help: "norm between D's layers" },
  "d.spectral": {
    ...{ kind: "switch", default: own.spectral, help: "divide each of D's weights by its largest singular value" },
  },
  ...minibatchSettings,
  depth: depthSetting(3),
  activation: activationSetting("leakyRelu"),
});

/**
 * @param recipe its name, for errors @param auto what `auto` takes for images
 * @throws E109 for convolutions on points, E112 for instance norm or projection in perceptrons, E114 for sizes that do not
 * halve
 */
export const criticNets = (recipe: string, auto: ImageNetName, settings: Settings, data: DataShape): Nets =>
  chosenNets(settings, data, {
    ...{ recipe, auto },
    images: { dcgan: judgedBy("dcgan"), cnn: judgedBy("cnn"), residual: judgedBy("residual") },
  });

const judgedBy =
  (name: ImageNetName) =>
  (settings: Settings, data: Images): Nets => {
    const judge = {
      ...{ minibatch: minibatchOf(settings), norm: settings["d.norm"] as NormName },
      ...{ spectral: settings["d.spectral"] === true },
    };
    return imageNets(settings, data, { G: pairs[name].G, D: (nets) => pairs[name].D({ ...nets, ...judge }) });
  };
