/**
 * @file Layer norm: each sample at mean 0 and variance 1 over all its features, then scaled and shifted.
 *
 *   y = (x − μ)/√(σ² + ε)·γ + β, with μ and σ² of each sample
 *
 * Ba, Kiros & Hinton, 2016, https://arxiv.org/abs/1607.06450. WGAN-GP's critics use it in place of batch norm, whose
 * samples would not be independent under a penalty on each one's gradient.
 */
import type { Node } from "../graph/node.ts";
import { add, mul, reshape } from "../graph/primitives.ts";
import { alongChannels } from "./channels.ts";
import { ones, zeros } from "./initialisers.ts";
import { momentsOf } from "./moments.ts";
import type { Scope } from "./scope.ts";

/**
 * @property epsilon 1e-5 by default
 * @property affine a γ and β for each element (PyTorch's default, and ours), for each channel, or none
 */
export interface LayerNormOptions {
  readonly epsilon?: number;
  readonly affine?: "elements" | "channels" | "none";
}

/**
 * Parameters: `weight` (γ), `bias` (β), of x's shape less the batch axis, or `[C]`.
 *
 * @param x `[N, …]` @returns the same shape
 */
export function layerNorm(scope: Scope, x: Node, { epsilon = 1e-5, affine = "elements" }: LayerNormOptions = {}): Node {
  const axes = x.shape.map((_, axis) => axis).slice(1);
  const { centred, scale } = momentsOf(x, axes, epsilon);
  const standardised = mul(centred, scale);
  if (affine === "none") return standardised;
  const shape = affine === "elements" ? x.shape.slice(1) : x.shape.slice(1, 2);
  const laid = (values: Node): Node =>
    affine === "elements" ? reshape(values, [1, ...shape]) : alongChannels(values, x);
  const gamma = laid(scope.parameter("weight", shape, ones));
  const beta = laid(scope.parameter("bias", shape, zeros));
  return add(mul(standardised, gamma), beta);
}
