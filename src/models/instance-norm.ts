/**
 * @file Instance norm: each channel of each image at mean 0 and variance 1.
 *
 *   y = (x − μ)/√(σ² + ε)·γ + β, with μ and σ² of each sample and channel
 *
 * Ulyanov, Vedaldi & Lempitsky, 2016, https://arxiv.org/abs/1607.08022.
 */
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, mul } from "../graph/primitives.ts";
import { alongChannels } from "./channels.ts";
import { ones, zeros } from "./initialisers.ts";
import { momentsOf } from "./moments.ts";
import type { Scope } from "./scope.ts";

/** @property epsilon 1e-5 by default @property affine whether γ and β follow; none by default, as in PyTorch */
export interface InstanceNormOptions {
  readonly epsilon?: number;
  readonly affine?: "channels" | "none";
}

/**
 * Parameters, where affine: `weight` (γ), `bias` (β) `[C]`.
 *
 * @param x `[N, C, H, W]` @returns the same shape @throws E110 for another rank
 */
export function instanceNorm(
  scope: Scope,
  x: Node,
  { epsilon = 1e-5, affine = "none" }: InstanceNormOptions = {},
): Node {
  checkShape("instanceNorm.x", x.shape, [null, null, null, null]);
  const { centred, scale } = momentsOf(x, [2, 3], epsilon);
  const standardised = mul(centred, scale);
  if (affine === "none") return standardised;
  const shape = [x.shape[1] as number];
  const gamma = alongChannels(scope.parameter("weight", shape, ones), x);
  const beta = alongChannels(scope.parameter("bias", shape, zeros), x);
  return add(mul(standardised, gamma), beta);
}
