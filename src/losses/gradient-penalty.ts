/**
 * @file WGAN-GP's gradient penalty: the critic's slope is 1 on the way from real to generated.
 *
 *   x̂ = ε x + (1 − ε) G(z), one ε ~ U[0, 1) for each sample
 *   λ·E[(‖∇D(x̂)‖ − 1)²]
 *
 * Gulrajani et al., 2017, https://arxiv.org/abs/1704.00028.
 */
import { GantryError } from "../base/error.ts";
import { checkShape, sizeOf } from "../base/shape.ts";
import { mean, square } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, reshape, sub } from "../graph/primitives.ts";
import { type Critic, gradientNorm } from "./gradient-norm.ts";

/**
 * @property real `[N, …]` @property fake the same shape @property epsilon N uniform numbers: `[N]`, `[N, 1]`, …
 * @property weight λ, 10 by default (.1 in the paper's 2-D toys)
 */
export interface GradientPenaltyOptions {
  readonly discriminator: Critic;
  readonly real: Node;
  readonly fake: Node;
  readonly epsilon: Node;
  readonly weight?: number;
}

/** @returns scalar `[]`, to be added to the critic's loss @throws E110, E112 */
export const gradientPenalty = (options: GradientPenaltyOptions): Node => gradientPenaltyAndSlope(options).penalty;

/** @returns the penalty, and the mean slope between real and generated, which it pulls to 1: scalars @throws E110, E112 */
export function gradientPenaltyAndSlope(options: GradientPenaltyOptions): {
  readonly penalty: Node;
  readonly slope: Node;
} {
  const { discriminator, real, fake, epsilon, weight = 10 } = options;
  const between = interpolated(real, fake, epsilon);
  const slopes = gradientNorm("gradientPenalty.logits", discriminator(between), between); // [N]
  return { penalty: mul(mean(square(sub(slopes, 1))), weight), slope: mean(slopes) };
}

/** ε x + (1 − ε) x̃. */
function interpolated(real: Node, fake: Node, epsilon: Node): Node {
  checkShape("gradientPenalty.fake", fake.shape, real.shape);
  const samples = real.shape[0] as number;
  if (epsilon.shape[0] !== samples || sizeOf(epsilon.shape) !== samples) {
    throw new GantryError("E112", {
      where: "gradientPenalty.epsilon",
      expected: `one number for each of ${samples} samples`,
      got: `shape [${epsilon.shape.join(", ")}]`,
    });
  }
  const share = reshape(epsilon, [samples, ...real.shape.slice(1).map(() => 1)]); // [N, 1, …]
  return add(fake, mul(sub(real, fake), share));
}
