/** @file What layers with a weight and a bias have in common. */
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { defaultBias, zeros } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/**
 * @property bias whether a bias is added, true by default; a norm that follows makes it superfluous
 * @property initialiser of the weight; the bias then starts at 0. Without one both start as PyTorch's do.
 */
export interface AffineOptions {
  readonly bias?: boolean;
  readonly initialiser?: Initialiser | undefined;
}

/** The parameter `bias` `[out]` that goes with a weight of shape `weight`. */
export function biasOf(scope: Scope, weight: Shape, out: number, initialiser: Initialiser | undefined): Node {
  return scope.parameter("bias", [out], initialiser === undefined ? defaultBias(weight) : zeros);
}
