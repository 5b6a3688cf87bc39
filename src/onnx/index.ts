/** @file `gantry/onnx`: graphs as ONNX models, and what a model says of itself. */
export type { ConvolutionChoices, ConvolutionKind } from "./convolution-choices.ts";
export { type ModelFacts, modelFacts, type ValueFacts } from "./facts.ts";
export { ANY_BATCH, asRgbBytes, type GeneratorModel, lowerGenerator } from "./generator.ts";
export { withHalfWeights } from "./half-weights.ts";
export { lowerProgram, NEXT } from "./lower.ts";
export type { LoweringOptions } from "./lowering-options.ts";
export type { OnnxModel } from "./model.ts";
export { type InnerValue, innerValues, withOutputs } from "./with-outputs.ts";
