/** @file `gantry/base`: errors, shapes, tensors in memory, randomness as a counter. */
export type { Attribute } from "./attribute.ts";
export { decimalNumber } from "./decimal.ts";
export { GantryError, isGantryError } from "./error.ts";
export type { Matrix, RowProducts } from "./matrix.ts";
export {
  fillNormal,
  fillUniform,
  hashOf,
  permutation,
  type RandomKey,
  type RandomSource,
  randomSource,
  threefry2x32,
} from "./random.ts";
export { broadcastShapes, checkShape, extentAt, type Shape, sameShape, sizeOf, stridesOf } from "./shape.ts";
export { editDistance, suggestionFor } from "./suggest.ts";
export { type DType, floatTensor, type Tensor, type TensorData, tensor, zeros } from "./tensor.ts";
export { version } from "./version.ts";
