/**
 * @file Hinge adversarial loss.
 *
 *   L_D = E[max(0, 1 − D(x))] + E[max(0, 1 + D(G(z)))]
 *   L_G = −E[D(G(z))]
 *
 * Lim & Ye, "Geometric GAN", 2017, https://arxiv.org/abs/1705.02894.
 */
import { mean, relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, neg, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110 */
export function hingeDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("hinge.realLogits", realLogits);
  checkLogits("hinge.fakeLogits", fakeLogits);
  return add(mean(relu(sub(1, realLogits))), mean(relu(add(fakeLogits, 1))));
}

/** @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110 */
export function hingeGeneratorLoss(fakeLogits: Node): Node {
  checkLogits("hinge.fakeLogits", fakeLogits);
  return neg(mean(fakeLogits));
}
