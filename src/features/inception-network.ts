/**
 * @file Inception-v3 of 2015-12-05 as a feature network, with weights from a file: the network of FID, KID and the
 * Inception Score. Without that file's own bytes it has another name, and so have the numbers.
 *
 * Both conventions begin with bytes, as every reference implementation reads pictures from files: b = ⌊255·v + ½⌋.
 *
 *   pytorch-fid   v = b/255; bilinear with half-pixel centres, no antialiasing (PyTorch's `interpolate`); x = 2·v − 1
 *   tensorflow    bilinear as TensorFlow 1 (`resize-tf1.ts`); x = (b − 128)/128; as Heusel et al., 2017, computed FID
 *
 * Weights: the port of Seitzer, pytorch-fid, 2020, https://github.com/mseitzer/pytorch-fid.
 */
import { GantryError } from "../base/error.ts";
import { softmax } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, floor, input, mul, sub } from "../graph/primitives.ts";
import { type ImageSize, resizeBilinear } from "../graph/resampling.ts";
import type { Network } from "../models/scope.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { applied, type Constants, fitWeights } from "./fit-weights.ts";
import { graphNetwork, type TracedFeatures } from "./graph-network.ts";
import {
  INCEPTION_CLASSES,
  INCEPTION_DIMENSION,
  INCEPTION_SIZE,
  inceptionFeatures,
  inceptionLogits,
} from "./inception.ts";
import { preparedImages } from "./prepare-images.ts";
import { resizeTf1 } from "./resize-tf1.ts";
import type { Weights } from "./torch-weights.ts";
import { digestOf, readWeights } from "./weights-file.ts";

/** The published file of weights: what a download needs. */
export const INCEPTION_WEIGHTS = {
  file: "pt_inception-2015-12-05-6726825d.pth",
  bytes: 95_628_359,
  sha256: "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2",
  urls: [
    "https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights/pt_inception-2015-12-05-6726825d.pth",
    "https://github.com/toshas/torch-fidelity/releases/download/v0.2.0/weights-inception-2015-12-05-6726825d.pth",
  ],
} as const;

/** How pictures come to 299×299 and into the network's range. */
export type InceptionConvention = "pytorch-fid" | "tensorflow";

export interface InceptionOptions {
  /** The weights' file, for errors. */
  readonly path: string;
  /** `pytorch-fid` by default. */
  readonly convention?: InceptionConvention;
  /** Images a run; 8 by default. It bounds memory. */
  readonly batch?: number;
}

const SIZE: ImageSize = [INCEPTION_SIZE, INCEPTION_SIZE];

const preparations: { readonly [C in InceptionConvention]: (bytes: Node) => Node } = {
  "pytorch-fid": (bytes) => sub(mul(resizeBilinear(bytes, SIZE), 2 / 255), 1),
  tensorflow: (bytes) => mul(sub(resizeTf1(bytes, SIZE), 128), 1 / 128),
};

/** @param images `[N, C, H, W]` in [−1, 1] @returns `[N, 3, H, W]`, whole numbers 0 … 255 */
function bytesOf(images: Node): Node {
  const size: ImageSize = [images.shape[2] as number, images.shape[3] as number];
  const unit = preparedImages(images, { channels: 3, size });
  return floor(add(mul(unit, 255), 0.5));
}

const trunk: Network = (scope, images) => inceptionFeatures(scope, images);
const classified: Network = (scope, images) => inceptionLogits(scope, trunk(scope, images));

function traced(images: Node, weights: Constants, convention: InceptionConvention): TracedFeatures {
  const prepared = preparations[convention](bytesOf(images));
  const features = applied(trunk, [prepared], weights);
  return { features, probabilities: softmax(applied(inceptionLogits, [features], weights)) };
}

/**
 * A feature network of 2,048 features and 1,008 classes.
 *
 * @param weights by the names of torchvision's and pytorch-fid's state dicts @param name as it stands in results
 * @throws E713 for weights that do not fit, E714 for those of another Inception-v3
 */
export function inceptionNetwork(
  runtime: Runtime,
  weights: Weights,
  { name, path, convention = "pytorch-fid", batch = 8 }: InceptionOptions & { readonly name: string },
): FeatureNetwork {
  const [classes, features] = weights.get("fc.weight")?.shape ?? [];
  if (classes !== undefined && features === INCEPTION_DIMENSION && classes !== INCEPTION_CLASSES) {
    throw new GantryError("E714", { path, classes });
  }
  const images = input("images", [1, 3, ...SIZE]);
  const fitted = fitWeights(weights, classified, [images], { path, network: "inception-v3" });
  return graphNetwork(runtime, {
    ...{ name, batch, dimension: INCEPTION_DIMENSION, classes: INCEPTION_CLASSES },
    trace: (given) => traced(given, fitted, convention),
  });
}

/** The published name only for the published bytes; a convention that is not the usual one is part of it. */
function nameOf(sha256: string | null, convention: InceptionConvention): string {
  const known = sha256 === INCEPTION_WEIGHTS.sha256;
  const name = known ? "inception-2015-12-05" : `inception-v3 (file ${sha256?.slice(0, 8) ?? "of unknown digest"})`;
  return convention === "pytorch-fid" ? name : `${name} ${convention}`;
}

/**
 * The network of a file of weights: `.pth` or safetensors.
 *
 * @param bytes the whole file
 * @throws E511, E710, E711, E712 for a file that cannot be read, E713, E714 for one that does not fit
 */
export async function readInception(
  runtime: Runtime,
  bytes: Uint8Array<ArrayBuffer>,
  options: InceptionOptions,
): Promise<FeatureNetwork> {
  const weights = readWeights(bytes, options.path);
  const name = nameOf(await digestOf(bytes), options.convention ?? "pytorch-fid");
  return inceptionNetwork(runtime, weights, { ...options, name });
}
