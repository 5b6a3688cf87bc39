/**
 * @file The features in which sets are compared unless somebody names a network: points as they are, images in those of
 * the digits network, coloured ones channel by channel. It was trained on handwriting, but it is small, at hand, and its
 * strokes, corners and areas tell other pictures apart well enough to follow one run; for numbers that others can
 * compare, name the Inception network.
 */
import type { Shape } from "../base/shape.ts";
import { digitsNetwork } from "../features/digits.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";
import { pixelFeatures } from "../features/pixels.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { channelwise } from "./channelwise.ts";

/**
 * @param shape of one item: `[C, H, W]`, or `[D]` of a point
 * @param classes of the data; where they are as many as there are combinations of digits, they are told apart
 */
export async function autoNetwork(shape: Shape, runtime: Runtime, classes = 0): Promise<FeatureNetwork> {
  if (shape.length !== 3) return pixelFeatures(shape);
  const network = await digitsNetwork(runtime);
  const [channels = 1] = shape;
  return channels === 1 ? network : channelwise(network, channels, classes === network.classes ** channels);
}
