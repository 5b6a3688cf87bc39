/**
 * @file DRAGAN's gradient penalty: D's slope in a neighbourhood of the data.
 *
 *   x̂ = x + ½·s·u, u ~ U[0, 1) for each element, s the standard deviation of the batch's elements
 *   λ·E[(‖∇D(x̂)‖ − c)²]
 *
 * Kodali et al., "On convergence and stability of GANs", 2017, https://arxiv.org/abs/1705.07215, with c = 1. The
 * zero-centred form (c = 0) has the convergence that this one lacks (Thanh-Tung, Tran & Venkatesh, 2019,
 * https://arxiv.org/abs/1902.03984; Mescheder et al., 2018).
 */
import { checkShape } from "../base/shape.ts";
import { mean, square, variance } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, sqrt, stopGradient, sub } from "../graph/primitives.ts";
import { type Critic, gradientNorm, squaredGradientNorm } from "./gradient-norm.ts";

/**
 * @property real `[N, …]` @property noise u, uniform in [0, 1), the same shape @property weight λ, 10 by default
 * @property centre c ≥ 0, the slope that costs nothing; 1 by default, as published
 */
export interface DraganOptions {
  readonly discriminator: Critic;
  readonly real: Node;
  readonly noise: Node;
  readonly weight?: number;
  readonly centre?: number;
}

/** @returns scalar `[]`, to be added to D's loss @throws E110 */
export function draganPenalty({ discriminator, real, noise, weight = 10, centre = 1 }: DraganOptions): Node {
  checkShape("dragan.noise", noise.shape, real.shape);
  const deviation = sqrt(variance(real));
  const near = stopGradient(add(real, mul(mul(noise, deviation), 0.5)));
  const logits = discriminator(near);
  const cost =
    centre === 0
      ? squaredGradientNorm("dragan.logits", logits, near)
      : square(sub(gradientNorm("dragan.logits", logits, near), centre));
  return mul(mean(cost), weight);
}
