/**
 * @file SqueezeNet v1.1 as a feature network, with weights from a safetensors file.
 *
 * Images are resized to 227×227 with the triangle kernel, antialiased when they shrink; as the weights were trained, the
 * network sees blue, green and red of 0 … 255, less the means 103.939, 116.779 and 123.68.
 */
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { concat, constant, input, mul, sliceAxis, sub } from "../graph/primitives.ts";
import type { ImageSize } from "../graph/resampling.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { applied, fitWeights } from "./fit-weights.ts";
import { graphNetwork } from "./graph-network.ts";
import { preparedImages } from "./prepare-images.ts";
import { SQUEEZENET_DIMENSION, SQUEEZENET_SIZE, squeezenetFeatures } from "./squeezenet.ts";
import { digestOf, readWeights } from "./weights-file.ts";

const SIZE: ImageSize = [SQUEEZENET_SIZE, SQUEEZENET_SIZE];
/** Of ImageNet's pixels: blue, green, red. */
const MEANS = [103.939, 116.779, 123.68] as const;

function prepared(images: Node): Node {
  const rgb = mul(preparedImages(images, { channels: 3, size: SIZE }), 255);
  const bgr = concat(
    [2, 1, 0].map((channel) => sliceAxis(rgb, 1, channel, channel + 1)),
    1,
  );
  return sub(bgr, constant(floatTensor([1, 3, 1, 1], MEANS)));
}

export interface SqueezenetOptions {
  /** The weights' file, for errors. */
  readonly path: string;
  /** Images a run; 16 by default. It bounds memory. */
  readonly batch?: number;
}

/**
 * A feature network of 512 features; it is no classifier. Its name holds the beginning of the file's SHA-256, for the
 * same weights are published in several conversions.
 *
 * @param bytes the whole file
 * @throws E511, E710, E711, E712 for a file that cannot be read, E713 for one that does not fit
 */
export async function readSqueezenet(
  runtime: Runtime,
  bytes: Uint8Array<ArrayBuffer>,
  { path, batch = 16 }: SqueezenetOptions,
): Promise<FeatureNetwork> {
  const weights = readWeights(bytes, path);
  const origin = { path, network: "squeezenet-v1.1" };
  const fitted = fitWeights(weights, squeezenetFeatures, [input("images", [1, 3, ...SIZE])], origin);
  const digest = await digestOf(bytes);
  return graphNetwork(runtime, {
    ...{ name: `squeezenet-v1.1 (${digest?.slice(0, 8) ?? "file"})`, batch },
    ...{ dimension: SQUEEZENET_DIMENSION, classes: 0 },
    trace: (images) => ({ features: applied(squeezenetFeatures, [prepared(images)], fitted) }),
  });
}
