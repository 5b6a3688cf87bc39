/**
 * @file The networks of recipes whose critic has a norm of its own choice and perhaps spectral norm (`wgan-gp`, `sngan`):
 * perceptrons, DCGAN's, SNGAN's or residual ones, told labels and judging packs where settings ask for it.
 */
import { GantryError } from "../base/error.ts";
import type { DataShape, Setting, Settings } from "../game/recipe.ts";
import { flatten } from "../graph/functions.ts";
import type { ActivationName } from "../models/activation.ts";
import {
  type Conditioning,
  conditionChannels,
  conditionedOnPlanes,
  conditionedOnVector,
} from "../models/conditioned.ts";
import { dcganDiscriminator, dcganGenerator } from "../models/dcgan.ts";
import { MINIBATCHES, type Minibatch } from "../models/minibatch.ts";
import { mlp } from "../models/mlp.ts";
import type { NormName } from "../models/normalisation.ts";
import { residualDiscriminator, residualGenerator } from "../models/residual-gan.ts";
import type { Network } from "../models/scope.ts";
import { snganDiscriminator, snganGenerator } from "../models/sngan.ts";
import type { Nets } from "./nets.ts";
import { batchShape, classesFor, packOf } from "./settings.ts";

type Images = Extract<DataShape, { readonly kind: "images" }>;
type ImageNetName = "dcgan" | "cnn" | "residual";

/** What both networks of a pair are told. */
interface PairOptions {
  readonly size: number;
  readonly channels: number;
  readonly width: number;
}

interface JudgeOptions extends PairOptions {
  readonly minibatch: Minibatch;
  readonly norm: NormName;
  readonly spectral: boolean;
}

const pairs: Readonly<
  Record<ImageNetName, { readonly G: (nets: PairOptions) => Network; readonly D: (nets: JudgeOptions) => Network }>
> = {
  dcgan: { G: dcganGenerator, D: dcganDiscriminator },
  cnn: { G: snganGenerator, D: snganDiscriminator },
  residual: {
    G: residualGenerator,
    D: (nets) => residualDiscriminator({ ...nets, pool: nets.spectral ? "sum" : "mean" }), // as either paper has it
  },
};

/** The least image of which convolutions leave anything. */
const LEAST = 16;

export interface CriticNetDefaults {
  /** What `auto` takes for images. */
  readonly images: ImageNetName;
  readonly norm: "none" | "layer";
  readonly spectral: boolean;
}

/** Batch norm is no choice for a critic: it is to judge each item by itself. */
const NORMS = ["none", "layer", "instance"] as const;

/** `net`, `width`, `d.width`, `d.norm`, `d.spectral`, `d.minibatch`, and what perceptrons alone have: `depth`, `activation`. */
export function criticNetSettings(own: CriticNetDefaults): Readonly<Record<string, Setting>> {
  return {
    net: {
      kind: "choice",
      default: "auto",
      choices: ["auto", "mlp", "dcgan", "cnn", "residual"],
      help: "the networks",
    },
    width: { kind: "integer", default: 64, min: 4, help: "channels next to the image; units of a hidden layer" },
    "d.width": { kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
    "d.norm": { kind: "choice", default: own.norm, choices: NORMS, help: "norm between D's layers" },
    "d.spectral": {
      kind: "switch",
      default: own.spectral,
      help: "divide each of D's weights by its largest singular value",
    },
    "d.minibatch": {
      kind: "choice",
      default: "none",
      choices: MINIBATCHES,
      help: "how D is told of the rest of its batch",
    },
    depth: { kind: "integer", default: 3, min: 1, max: 16, help: "hidden layers of each network" },
    activation: {
      kind: "choice",
      default: "leakyRelu",
      choices: ["relu", "leakyRelu", "elu", "tanh"],
      help: "of the hidden layers",
    },
  };
}

/**
 * @param recipe its name, for errors @param images what `auto` takes for images
 * @throws E109 for convolutions on points, E112 for instance norm or projection in perceptrons, E114 for sizes that do not
 * halve
 */
export function criticNets(recipe: string, images: ImageNetName, settings: Settings, data: DataShape): Nets {
  const net = settings.net as ImageNetName | "auto" | "mlp";
  const named = net === "auto" ? (data.kind === "images" && data.size >= LEAST ? images : "mlp") : net;
  if (named === "mlp") return perceptrons(settings, data);
  if (data.kind === "images") return convolutions(named, settings, data);
  throw new GantryError("E109", { recipe: `${recipe} --net ${net}`, needs: "images", instead: `${recipe} --net mlp` });
}

const widthOfD = (settings: Settings): number => (settings["d.width"] as number) || (settings.width as number);

function perceptrons(settings: Settings, data: DataShape): Nets {
  const out = batchShape(settings, data).slice(1);
  const hidden = (width: number): number[] => new Array<number>(settings.depth as number).fill(width);
  const activation = settings.activation as ActivationName;
  const [norm, minibatch] = [settings["d.norm"] as NormName, settings["d.minibatch"] as Minibatch];
  if (norm === "instance") {
    throw new GantryError("E112", { where: "d.norm", expected: "none or layer with perceptrons", got: norm });
  }
  const how = settings.condition as Conditioning;
  if (settings.conditional === true && how === "projection") {
    throw new GantryError("E112", { where: "condition", expected: "concat or embedding with perceptrons", got: how });
  }
  const spectral = settings["d.spectral"] === true;
  const outputActivation: ActivationName = data.kind === "images" ? "tanh" : "none"; // pixels lie in [−1, 1]
  const judge = conditionedOnVector(
    mlp({ hidden: hidden(widthOfD(settings)), out: 1, activation, norm, spectral, minibatch }),
    how,
  );
  return {
    generator: conditionedOnVector(
      mlp({ hidden: hidden(settings.width as number), out, activation, outputActivation }),
      how,
    ),
    discriminator: (scope, x, ...labels) => judge(scope, flatten(x), ...labels),
  };
}

function convolutions(name: ImageNetName, settings: Settings, data: Images): Nets {
  const [pack, how, classes] = [packOf(settings), settings.condition as Conditioning, classesFor(settings, data)];
  const { size, channels } = data;
  const shown = pack * channels + (classes === 0 ? 0 : conditionChannels(how, pack * classes));
  const judge: JudgeOptions = {
    ...{ size, channels: shown, width: widthOfD(settings) },
    ...{ minibatch: settings["d.minibatch"] as Minibatch, norm: settings["d.norm"] as NormName },
    ...{ spectral: settings["d.spectral"] === true },
  };
  return {
    generator: conditionedOnVector(pairs[name].G({ size, channels, width: settings.width as number }), how),
    discriminator: conditionedOnPlanes(pairs[name].D(judge), how),
  };
}
