/** @file What layers with a weight and a bias have in common: both, and whether the weight's spectral norm is 1. */
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { defaultBias, defaultWeight, zeros } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";
import { spectralNorm } from "./spectral-norm.ts";

/**
 * @property bias whether a bias is added, true by default; a norm that follows makes it superfluous
 * @property initialiser of the weight; the bias then starts at 0. Without one both start as PyTorch's do.
 * @property spectral whether the weight is divided by its largest singular value (`spectralNorm`), false by default
 */
export interface AffineOptions {
  readonly bias?: boolean;
  readonly initialiser?: Initialiser | undefined;
  readonly spectral?: boolean;
}

/** The parameter `weight`, as the layer uses it. @param outputAxis where `shape` has the layer's outputs, 0 by default */
export function weightOf(scope: Scope, shape: Shape, options: AffineOptions, outputAxis: 0 | 1 = 0): Node {
  const weight = scope.parameter("weight", shape, options.initialiser ?? defaultWeight);
  return options.spectral === true ? spectralNorm(scope, weight, outputAxis) : weight;
}

/** The parameter `bias` `[out]` that goes with a weight of shape `weight`. */
export function biasOf(scope: Scope, weight: Shape, out: number, initialiser: Initialiser | undefined): Node {
  return scope.parameter("bias", [out], initialiser === undefined ? defaultBias(weight) : zeros);
}
