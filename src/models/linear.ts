/** @file A fully connected layer, y = x Wᵀ + b, with PyTorch's layout and first values. */
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, matmul } from "../graph/primitives.ts";
import { type AffineOptions, biasOf, weightOf } from "./bias.ts";
import type { Scope } from "./scope.ts";

/** @property out how many features come out */
export interface LinearOptions extends AffineOptions {
  readonly out: number;
}

/**
 * Parameters: `weight` `[out, in]`, `bias` `[out]`.
 *
 * @param x `[N, in]` @returns `[N, out]` @throws E110 for another rank
 */
export function linear(scope: Scope, x: Node, options: LinearOptions): Node {
  const { out, initialiser, bias = true } = options;
  checkShape("linear.x", x.shape, [null, null]);
  const weight = weightOf(scope, [out, x.shape[1] as number], options);
  const product = matmul(x, weight, { transposeB: true }); // [N, out]
  return bias ? add(product, biasOf(scope, weight.shape, out, initialiser)) : product;
}
