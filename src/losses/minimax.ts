/**
 * @file The minimax loss of G, and D's half of the game.
 *
 *   V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]
 *   L_D = −V,  L_G = E[log(1 − D(G(z)))]      (V without the term that G cannot change)
 *
 * with D(x) = σ(logit). Goodfellow et al., "Generative adversarial nets", 2014, https://arxiv.org/abs/1406.2661.
 * L_G is *minus* the binary cross-entropy of the fakes with target 0: minimising that one would make G help D.
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, neg, softplus } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/**
 * D's loss: the binary cross-entropy of both halves.
 *
 * @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]`, 2·ln 2 at D ≡ ½ @throws E110
 */
export function minimaxDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("minimax.realLogits", realLogits);
  checkLogits("minimax.fakeLogits", fakeLogits);
  return add(mean(softplus(neg(realLogits))), mean(softplus(fakeLogits))); // −log σ(l), −log(1 − σ(l))
}

/**
 * G's loss as the game has it. Its slope, −σ(l), vanishes where D is sure of the fakes.
 *
 * @param fakeLogits `[N, 1]` @returns scalar `[]`, −ln 2 at D ≡ ½ @throws E110
 */
export function minimaxGeneratorLoss(fakeLogits: Node): Node {
  checkLogits("minimax.fakeLogits", fakeLogits);
  return neg(mean(softplus(fakeLogits))); // log(1 − σ(l))
}
