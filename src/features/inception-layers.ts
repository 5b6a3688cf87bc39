/**
 * @file What Inception-v3 is made of: a convolution with batch norm and ReLU, and its three kinds of pooling. For
 * inference alone. Parameters have the names of PyTorch's ports.
 */
import { tensor } from "../base/tensor.ts";
import { mean, relu, rsqrt } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, conv, maximum, mul, pad, reshape, slice, sub } from "../graph/primitives.ts";
import { type GeometryOptions, geometryOf, type Pair, pairOf } from "../models/geometry.ts";
import { zeros } from "../models/initialisers.ts";
import type { Scope } from "../models/scope.ts";

/** ε of every batch norm. */
const EPSILON = 1e-3;

export interface ConvUnitOptions extends GeometryOptions {
  /**
   * Averages before the shift. Averages and 1×1 kernels change places freely: on what the kernel leaves it is an average
   * of fewer channels than before it.
   */
  readonly averaged?: boolean;
}

/**
 * relu(γ·(w ∗ x − μ)/√(σ² + ε) + β), with the factor in the kernel: both are constants, so it is one convolution.
 *
 * Parameters: `conv.weight` `[out, C, kh, kw]`, `bn.weight` γ, `bn.bias` β, `bn.running_mean` μ, `bn.running_var` σ²,
 * each `[out]`.
 */
export function convUnit(scope: Scope, x: Node, out: number, kernel: Pair, options: ConvUnitOptions = {}): Node {
  const kernelShape = [out, x.shape[1] as number, ...pairOf(kernel)];
  const vector = (name: string): Node => scope.parameter(`bn.${name}`, [out], zeros);
  const weight = scope.parameter("conv.weight", kernelShape, zeros);
  const factor = mul(vector("weight"), rsqrt(add(vector("running_var"), EPSILON))); // [out]
  const shift = sub(vector("bias"), mul(vector("running_mean"), factor));
  const scaled = mul(weight, reshape(factor, [out, 1, 1, 1]));
  const product = conv(x, scaled, geometryOf(options));
  return relu(add(options.averaged === true ? averageInside(product) : product, reshape(shift, [1, out, 1, 1])));
}

/** How many of the three places around each of `extent` lie inside. */
const insideOf = (extent: number): number[] =>
  Array.from({ length: extent }, (_, i) => Math.min(i + 1, extent - 1) - Math.max(i - 1, 0) + 1);

/** Zeros around one axis (2 rows, 3 columns), then of each three neighbours `combine`. */
function neighbours(x: Node, axis: 2 | 3, step: number, padded: 0 | 1, combine: (a: Node, b: Node) => Node): Node {
  const margin = x.shape.map((_, i) => (i === axis ? padded : 0));
  const wide = padded === 0 ? x : pad(x, margin, margin);
  const count = Math.floor(((wide.shape[axis] as number) - 3) / step) + 1;
  const taps = [0, 1, 2].map((first) =>
    slice(
      wide,
      wide.shape.map((_, i) => (i === axis ? first : 0)),
      wide.shape.map((extent, i) => (i === axis ? first + (count - 1) * step + 1 : extent)),
      wide.shape.map((_, i) => (i === axis ? step : 1)),
    ),
  );
  return taps.reduce(combine);
}

/** Over 3×3 places, rows first: a maximum or a sum of nine as two of three. */
const over3x3 = (x: Node, step: number, padded: 0 | 1, combine: (a: Node, b: Node) => Node): Node =>
  neighbours(neighbours(x, 2, step, padded, combine), 3, step, padded, combine);

/** Mean over 3×3 places, one by one; places outside the image do not count. @param x `[N, C, H, W]` */
export function averageInside(x: Node): Node {
  const [h, w] = [insideOf(x.shape[2] as number), insideOf(x.shape[3] as number)];
  const share = Float32Array.from(h.flatMap((rows) => w.map((columns) => 1 / (rows * columns))));
  return mul(over3x3(x, 1, 1, add), constant(tensor("float32", [1, 1, h.length, w.length], share)));
}

/** Maximum over 3×3 places, one by one, of values ≥ 0, as every ReLU leaves them: zeros around never win. */
export const maximumAround = (x: Node): Node => over3x3(x, 1, 1, maximum);

/** Maximum over 3×3 places, every second one, within the image. */
export const maximumHalved = (x: Node): Node => over3x3(x, 2, 0, maximum);

/** Mean of each channel. @param x `[N, C, H, W]` @returns `[N, C]` */
export const globalAverage = (x: Node): Node => mean(x, [2, 3]);
