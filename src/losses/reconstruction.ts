/**
 * @file How badly an autoencoder repeats what it is given.
 *
 *   L(v) = E|v − D(v)|^η,  η 1 or 2; the mean over all elements
 *
 * Berthelot et al., BEGAN, 2017, https://arxiv.org/abs/1703.10717, §3.
 */
import { checkShape } from "../base/shape.ts";
import { mean, square } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { abs, sub } from "../graph/primitives.ts";

/** @param repeated of the shape of `x` @param exponent η @returns scalar `[]`, ≥ 0 @throws E110 */
export function reconstructionLoss(x: Node, repeated: Node, exponent: 1 | 2 = 1): Node {
  checkShape("reconstruction.repeated", repeated.shape, x.shape);
  const error = sub(repeated, x);
  return mean(exponent === 1 ? abs(error) : square(error));
}
