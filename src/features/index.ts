/** @file `gantry/features`: what turns images into features. Networks by name or file: `open.node.ts`. */
export { accuracyOf, classesOf } from "./accuracy.ts";
export { digitsNetwork } from "./digits.ts";
export { type ExtractOptions, extractFeatures, type ItemSource } from "./extract.ts";
export type { FeatureNetwork, ImageFeatures } from "./feature-network.ts";
export {
  INCEPTION_WEIGHTS,
  type InceptionConvention,
  type InceptionOptions,
  readInception,
} from "./inception-network.ts";
export { type OnnxNetworkOptions, onnxNetwork } from "./onnx-network.ts";
export type { ImageRange } from "./onnx-range.ts";
export type { ValueChoice } from "./onnx-values.ts";
export { pixelFeatures } from "./pixels.ts";
export { type FeatureSpec, type OnnxSpec, parseFeatureSpec } from "./spec.ts";
export { readSqueezenet, type SqueezenetOptions } from "./squeezenet-network.ts";
