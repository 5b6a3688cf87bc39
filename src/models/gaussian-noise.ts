/**
 * @file Gaussian noise on a layer's outputs, in training alone: y = x + σ·n, n ~ N(0, 1).
 *
 * Semi-supervised discriminators take it in place of dropout (Salimans et al., 2016, https://arxiv.org/abs/1606.03498).
 */
import { GantryError } from "../base/error.ts";
import type { Node } from "../graph/node.ts";
import { add, mul } from "../graph/primitives.ts";
import type { Scope } from "./scope.ts";

/** @property deviation σ ≥ 0 */
export interface GaussianNoiseOptions {
  readonly deviation: number;
}

/** @param x any shape @returns the same shape @throws E112 for a σ that is none */
export function gaussianNoise(scope: Scope, x: Node, { deviation }: GaussianNoiseOptions): Node {
  if (!(deviation >= 0 && deviation < Number.POSITIVE_INFINITY)) {
    throw new GantryError("E112", { where: "gaussianNoise.deviation", expected: "0 or more", got: String(deviation) });
  }
  if (!scope.training || deviation === 0) return x;
  return add(x, mul(scope.noise("normal", x.shape), deviation));
}
