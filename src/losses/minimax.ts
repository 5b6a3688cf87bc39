/**
 * @file The minimax loss of G, and D's half of the game.
 *
 *   V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]
 *   L_D = −V,  L_G = E[log(1 − D(G(z)))]      (V without the term that G cannot change)
 *
 * with D(x) = σ(logit). Goodfellow et al., "Generative adversarial nets", 2014, https://arxiv.org/abs/1406.2661.
 * L_G is *minus* the binary cross-entropy of the fakes with target 0: minimising that one would make G help D.
 */
import { GantryError } from "../base/error.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, neg, softplus } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** @property realTarget what D is to say of real data, in (0, 1]: 1, or less for one-sided label smoothing */
export interface MinimaxDiscriminatorOptions {
  readonly realTarget?: number;
}

/**
 * D's loss: the binary cross-entropy of both halves. With `realTarget` t, E[−t log D(x) − (1 − t) log(1 − D(x))] stands
 * in the first place (one-sided label smoothing; Salimans et al., 2016, https://arxiv.org/abs/1606.03498).
 *
 * @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]`, 2·ln 2 at D ≡ ½ @throws E110, E112
 */
export function minimaxDiscriminatorLoss(
  realLogits: Node,
  fakeLogits: Node,
  { realTarget = 1 }: MinimaxDiscriminatorOptions = {},
): Node {
  checkLogits("minimax.realLogits", realLogits);
  checkLogits("minimax.fakeLogits", fakeLogits);
  if (!(realTarget > 0 && realTarget <= 1)) {
    throw new GantryError("E112", {
      where: "minimax.realTarget",
      expected: "a number in (0, 1]",
      got: String(realTarget),
    });
  }
  const real = mean(softplus(neg(realLogits))); // −log σ(l)
  const fake = mean(softplus(fakeLogits)); // −log(1 − σ(l))
  // −log(1 − σ(l)) = l − log σ(l), so the smoothed term only adds (1 − t)·l
  const smoothed = realTarget === 1 ? real : add(real, mul(mean(realLogits), 1 - realTarget));
  return add(smoothed, fake);
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
