/**
 * @file What of a continuous code can be told from the image: InfoGAN's lower bound, for a Q whose answer is the mean of
 * a Gaussian of variance 1.
 *
 *   −E[log Q(c | G(z, c))] = E[½ Σᵢ (cᵢ − μᵢ)²] + a constant
 *
 * For a class the same bound is the cross entropy (`labelledLoss`). Chen et al., 2016,
 * https://arxiv.org/abs/1606.03657, §5; their experiments fix the variance too.
 */
import { checkShape } from "../base/shape.ts";
import { mean, square, sum } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { mul, sub } from "../graph/primitives.ts";

/** @param codes `[N, C]` @param means Q's answer, `[N, C]` @returns scalar `[]`, ≥ 0 @throws E110 */
export function codeLoss(codes: Node, means: Node): Node {
  checkShape("codeLoss.codes", codes.shape, [null, null]);
  checkShape("codeLoss.means", means.shape, codes.shape);
  return mul(mean(sum(square(sub(codes, means)), [1])), 0.5);
}
