/**
 * @file Weight norm: a layer whose weights' length and direction are learnt apart.
 *
 *   w = g · v / ‖v‖ for each unit,   y = x wᵀ + b
 *
 * Salimans & Kingma, "Weight normalization", 2016, https://arxiv.org/abs/1602.07868. The paper finds g and b from a first
 * batch, so that each unit begins with mean 0 and variance 1. First values are drawn from a key alone here, so `gain` says
 * what g would be for inputs of the second moment that the layer expects: g = 1/√E[x²] makes E[(w·x)²] = 1.
 */
import { checkShape } from "../base/shape.ts";
import { normKeep } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, div, matmul, mul, reshape } from "../graph/primitives.ts";
import { filledWith, normal, zeros } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/**
 * @property out how many features come out
 * @property gain every g at first, 1 by default
 * @property trained whether g is learnt, by default; otherwise it stays `gain` and is no parameter
 * @property initialiser of v; N(0, .1²) by default
 */
export interface WeightNormOptions {
  readonly out: number;
  readonly gain?: number;
  readonly trained?: boolean;
  readonly initialiser?: Initialiser | undefined;
}

/**
 * Parameters: `direction` (v) `[out, in]`, `gain` (g) `[out]` where it is learnt, `bias` `[out]`, 0 at first.
 *
 * @param x `[N, in]` @returns `[N, out]` @throws E110 for another rank
 */
export function weightNormLinear(scope: Scope, x: Node, options: WeightNormOptions): Node {
  const { out, gain = 1, trained = true, initialiser = normal({ standardDeviation: 0.1 }) } = options;
  checkShape("weightNormLinear.x", x.shape, [null, null]);
  const direction = scope.parameter("direction", [out, x.shape[1] as number], initialiser);
  const length = reshape(normKeep(direction, [1]), [out]);
  const scale = div(trained ? scope.parameter("gain", [out], filledWith(gain)) : gain, length);
  const product = mul(matmul(x, direction, { transposeB: true }), scale); // x vᵀ·g/‖v‖: no scaled copy of v
  return add(product, scope.parameter("bias", [out], zeros));
}
