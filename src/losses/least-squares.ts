/**
 * @file Least-squares adversarial loss, with targets 1 (real) and 0 (fake).
 *
 *   L_D = ½E[(D(x) − 1)²] + ½E[D(G(z))²]
 *   L_G = ½E[(D(G(z)) − 1)²]
 *
 * on D's plain output. Mao et al., 2017, https://arxiv.org/abs/1611.04076, equation 9.
 */
import { mean, square } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110 */
export function leastSquaresDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("leastSquares.realLogits", realLogits);
  checkLogits("leastSquares.fakeLogits", fakeLogits);
  return mul(add(mean(square(sub(realLogits, 1))), mean(square(fakeLogits))), 0.5);
}

/** @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110 */
export function leastSquaresGeneratorLoss(fakeLogits: Node): Node {
  checkLogits("leastSquares.fakeLogits", fakeLogits);
  return mul(mean(square(sub(fakeLogits, 1))), 0.5);
}
