/**
 * @file Relativistic average loss: how much more real is the real than the average fake?
 *
 *   r = D(x) − E[D(G(z))],  f = D(G(z)) − E[D(x)]
 *   L_D = −E[log σ(r)] − E[log(1 − σ(f))]
 *   L_G = −E[log σ(f)] − E[log(1 − σ(r))]
 *
 * Jolicoeur-Martineau, 2018, https://arxiv.org/abs/1807.00734, as in the paper; her code halves both sums.
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, neg, softplus, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/**
 * @param realLogits `[N, 1]`
 * @param fakeLogits `[N, 1]`
 * @returns scalar `[]`, 2·ln 2 where D tells nothing
 * @throws E110
 */
export function relativisticDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("relativistic.realLogits", realLogits);
  checkLogits("relativistic.fakeLogits", fakeLogits);
  const real = sub(realLogits, mean(fakeLogits));
  const fake = sub(fakeLogits, mean(realLogits));
  return add(mean(softplus(neg(real))), mean(softplus(fake)));
}

/** The same with the roles exchanged; G needs the real logits too. @returns scalar `[]` @throws E110 */
export function relativisticGeneratorLoss(realLogits: Node, fakeLogits: Node): Node {
  return relativisticDiscriminatorLoss(fakeLogits, realLogits);
}
