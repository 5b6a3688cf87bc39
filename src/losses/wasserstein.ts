/**
 * @file The Wasserstein loss of a critic and its generator.
 *
 *   L_D = E[D(G(z))] − E[D(x)]      (minus the estimate of the distance)
 *   L_G = −E[D(G(z))]
 *
 * Means something only while D is Lipschitz: by clipping (Arjovsky et al., 2017, https://arxiv.org/abs/1701.07875) or
 * by a gradient penalty (`gradient-penalty.ts`).
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { neg, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** @param realLogits critic values `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110 */
export function wassersteinDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("wasserstein.realLogits", realLogits);
  checkLogits("wasserstein.fakeLogits", fakeLogits);
  return sub(mean(fakeLogits), mean(realLogits));
}

/** @param fakeLogits critic values `[N, 1]` @returns scalar `[]` @throws E110 */
export function wassersteinGeneratorLoss(fakeLogits: Node): Node {
  checkLogits("wasserstein.fakeLogits", fakeLogits);
  return neg(mean(fakeLogits));
}
