/** @file A convolution layer (cross-correlation, as every framework has it), with PyTorch's layout and first values. */
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, conv, reshape } from "../graph/primitives.ts";
import { type AffineOptions, biasOf, weightOf } from "./bias.ts";
import { type GeometryOptions, geometryOf, type Pair, pairOf } from "./geometry.ts";
import type { Scope } from "./scope.ts";

/** @property out channels that come out @property kernel its height and width */
export interface Conv2dOptions extends AffineOptions, GeometryOptions {
  readonly out: number;
  readonly kernel: Pair;
}

/**
 * Parameters: `weight` `[out, C, kh, kw]`, `bias` `[out]`.
 *
 * @param x `[N, C, H, W]` @returns `[N, out, H', W']`, H' = ⌊(H + padding − dilation·(kh − 1) − 1)/stride⌋ + 1
 * @throws E110 for another rank, E112 for a kernel larger than the padded image
 */
export function conv2d(scope: Scope, x: Node, options: Conv2dOptions): Node {
  const { out, kernel, initialiser, bias = true } = options;
  checkShape("conv2d.x", x.shape, [null, null, null, null]);
  const shape = [out, x.shape[1] as number, ...pairOf(kernel)];
  const weight = weightOf(scope, shape, options);
  const product = conv(x, weight, geometryOf(options));
  return bias ? add(product, reshape(biasOf(scope, shape, out, initialiser), [1, out, 1, 1])) : product;
}
