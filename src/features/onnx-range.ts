/**
 * @file Images in the range that a model was trained with: v in [0, 1] → low + (high − low)·v → (v − mean)/deviation.
 */
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { add, cast, constant, floor, mul, sub, transpose } from "../graph/primitives.ts";
import type { OnnxImages } from "./onnx-images.ts";
import { preparedImages } from "./prepare-images.ts";

export interface ImageRange {
  /** What black and white are; [0, 1] by default, [0, 255] for a model that takes bytes. */
  readonly range?: readonly [low: number, high: number];
  /** Taken away after that, for each channel (or the same for all); 0 by default. */
  readonly mean?: readonly number[];
  /** Divided by after that; 1 by default. */
  readonly deviation?: readonly number[];
}

/** @param images `[N, C, H, W]` in [−1, 1] @returns as the model takes them */
export function imagesForModel(images: Node, wanted: OnnxImages, options: ImageRange): Node {
  const { type, layout, channels } = wanted;
  const [low, high] = options.range ?? (type === "uint8" ? [0, 255] : [0, 1]);
  const ranged = add(mul(preparedImages(images, wanted), high - low), low);
  const { mean = [0], deviation = [1] } = options;
  const scaled = mul(
    sub(ranged, alongChannels(mean, channels)),
    alongChannels(
      deviation.map((one) => 1 / one),
      channels,
    ),
  );
  const typed = type === "uint8" ? cast(floor(add(scaled, 0.5)), "uint8") : scaled;
  return layout === "NCHW" ? typed : transpose(typed, [0, 2, 3, 1]);
}

const alongChannels = (values: readonly number[], channels: number): Node =>
  constant(
    floatTensor(
      [1, channels, 1, 1],
      Array.from({ length: channels }, (_, i) => values[i] ?? values[0] ?? 0),
    ),
  );
