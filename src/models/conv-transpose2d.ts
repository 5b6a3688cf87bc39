/**
 * @file A transposed convolution layer: the adjoint of a convolution in its input, with PyTorch's layout, geometry and
 * first values.
 */
import { GantryError } from "../base/error.ts";
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, convTranspose, reshape } from "../graph/primitives.ts";
import { type AffineOptions, biasOf, weightOf } from "./bias.ts";
import { type GeometryOptions, geometryOf, type Pair, pairOf } from "./geometry.ts";
import type { Scope } from "./scope.ts";

/**
 * @property out channels that come out @property kernel its height and width
 * @property outputPadding rows and columns added below and on the right, fewer than the stride: which of the sizes that
 *   the stride maps to one is meant; 0 by default
 */
export interface ConvTranspose2dOptions extends AffineOptions, GeometryOptions {
  readonly out: number;
  readonly kernel: Pair;
  readonly outputPadding?: Pair;
}

/**
 * Parameters: `weight` `[C, out, kh, kw]`, `bias` `[out]`.
 *
 * @param x `[N, C, H, W]`
 * @returns `[N, out, H', W']`, H' = (H − 1)·stride − padding + dilation·(kh − 1) + outputPadding + 1
 * @throws E110 for another rank, E112 for an output padding that the stride does not allow
 */
export function convTranspose2d(scope: Scope, x: Node, options: ConvTranspose2dOptions): Node {
  const { out, kernel, initialiser, bias = true } = options;
  checkShape("convTranspose2d.x", x.shape, [null, null, null, null]);
  const shape = [x.shape[1] as number, out, ...pairOf(kernel)];
  const weight = weightOf(scope, shape, options, 1);
  const size = [outputExtent(x, options, 0), outputExtent(x, options, 1)] as const;
  const product = convTranspose(x, weight, { ...geometryOf(options), size });
  return bias ? add(product, reshape(biasOf(scope, shape, out, initialiser), [1, out, 1, 1])) : product;
}

function outputExtent(x: Node, options: ConvTranspose2dOptions, axis: 0 | 1): number {
  const { stride, padding, dilation } = geometryOf(options);
  const extra = pairOf(options.outputPadding ?? 0)[axis];
  if (!(extra >= 0 && extra < stride[axis])) {
    throw new GantryError("E112", {
      where: "convTranspose2d.outputPadding",
      expected: `at least 0 and less than the stride ${stride[axis]}`,
      got: String(extra),
    });
  }
  const covered =
    ((x.shape[axis + 2] as number) - 1) * stride[axis] + dilation[axis] * (pairOf(options.kernel)[axis] - 1);
  return covered + 1 + extra - padding[axis] - padding[(axis + 2) as 2 | 3];
}
