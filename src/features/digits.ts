/**
 * @file `digits`: features for handwritten digits, from a network that is trained by `scripts/train-digits.ts` and
 * shipped with the package. 64 numbers an image, and the probabilities of the ten digits.
 *
 * Images of any size and colour are made grey and resized to 28×28 with the triangle kernel (`prepare-images.ts`). A
 * distance in its space is no FID; call it "Fréchet distance (digits)".
 */
import { softmax } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { mul, sub } from "../graph/primitives.ts";
import { callNetwork } from "../models/trace.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { digitsConstants } from "./digits-asset.ts";
import { DIGITS_CLASSES, DIGITS_DIMENSION, DIGITS_SIZE, digitsHead, digitsTrunk } from "./digits-network.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { graphNetwork, type TracedFeatures } from "./graph-network.ts";
import { preparedImages } from "./prepare-images.ts";

/** The network that is shipped. @throws (`of`) E719 for what are no images */
export async function digitsNetwork(runtime: Runtime): Promise<FeatureNetwork> {
  const { digitsWeights } = await import("./digits-weights.ts"); // 240 kB, for those who ask for it
  return digitsNetworkOf(runtime, digitsWeights);
}

/** @param text parameters as `digits-asset.ts` reads them */
export function digitsNetworkOf(runtime: Runtime, text: string): FeatureNetwork {
  const parameters = digitsConstants(text);
  const network = graphNetwork(runtime, {
    name: "digits",
    dimension: DIGITS_DIMENSION,
    classes: DIGITS_CLASSES,
    trace: (images) => tracedDigits(images, parameters),
  });
  return { ...network, classNames: Array.from({ length: DIGITS_CLASSES }, (_, digit) => String(digit)) };
}

function tracedDigits(images: Node, parameters: Readonly<Record<string, Node>>): TracedFeatures {
  const unit = preparedImages(images, { channels: 1, size: [DIGITS_SIZE, DIGITS_SIZE] });
  const call = { parameters, buffers: {}, training: false, noise: refuseNoise } as const;
  const signed = sub(mul(unit, 2), 1);
  const features = callNetwork((scope, x) => digitsTrunk(scope, x as Node), { ...call, inputs: [signed] }).output;
  const logits = callNetwork((scope, x) => digitsHead(scope, x as Node), { ...call, inputs: [features] }).output;
  return { features, probabilities: softmax(logits) };
}

function refuseNoise(): never {
  throw new Error("the digits network draws no noise outside of training");
}
