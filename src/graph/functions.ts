/** @file Functions composed of primitives, in one place to import from; each lives in the file of its idea. */
export { clip, elu, gelu, reciprocal, relu, rsqrt, selu, silu, square } from "./elementwise.ts";
export { expand, flatten, oneHot, squeeze, swapAxes } from "./layout.ts";
export { averagePool, maxPool, type PoolOptions } from "./pooling.ts";
export {
  dot,
  logSoftmax,
  logSumExp,
  logSumExpKeep,
  max,
  mean,
  meanKeep,
  norm,
  normKeep,
  softmax,
  sum,
  variance,
  varianceKeep,
} from "./reductions.ts";
export { type ImageSize, type ResizeOptions, resample, resizeBilinear, resizeNearest } from "./resampling.ts";
