/**
 * @file The non-saturating loss of G: make D right about the fakes being real.
 *
 *   L_G = −E[log D(G(z))]
 *
 * The same fixed point as minimax, and a slope that does not vanish where D is sure. Goodfellow et al., 2014, §3.
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { neg, softplus } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** @param fakeLogits `[N, 1]` @returns scalar `[]`, ln 2 at D ≡ ½ @throws E110 */
export function nonSaturatingGeneratorLoss(fakeLogits: Node): Node {
  checkLogits("nonSaturating.fakeLogits", fakeLogits);
  return mean(softplus(neg(fakeLogits))); // −log σ(l)
}
