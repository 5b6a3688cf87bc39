/**
 * @file Relativistic pairing loss: is each real sample more real than the fake beside it?
 *
 *   L_D = E[softplus(−(D(x) − D(G(z))))]            (−log σ of how much more real the real one is)
 *   L_G = E[softplus(−(D(G(z)) − D(x)))]
 *
 * x and G(z) are paired in the order in which they come. Unlike a loss of each half by itself, it has no landscape in
 * which all fakes may fall on one side of a boundary: every real sample holds its own (Sun, Fang & Schwing, 2020,
 * https://arxiv.org/abs/2011.04926). Jolicoeur-Martineau, 2018, https://arxiv.org/abs/1807.00734, where it is called
 * RSGAN; with R1 and R2 it is R3GAN's (Huang et al., 2025, https://arxiv.org/abs/2501.05441).
 */
import { checkShape } from "../base/shape.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { softplus, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/**
 * @param realLogits `[N, 1]`
 * @param fakeLogits `[N, 1]`, as many
 * @returns scalar `[]`, ln 2 where D tells nothing
 * @throws E110
 */
export function pairedDiscriminatorLoss(realLogits: Node, fakeLogits: Node): Node {
  checkLogits("paired.realLogits", realLogits);
  checkShape("paired.fakeLogits", fakeLogits.shape, realLogits.shape);
  return mean(softplus(sub(fakeLogits, realLogits))); // −log σ(D(x) − D(G(z)))
}

/** The same with the roles exchanged; G needs the real logits too. @returns scalar `[]` @throws E110 */
export function pairedGeneratorLoss(realLogits: Node, fakeLogits: Node): Node {
  return pairedDiscriminatorLoss(fakeLogits, realLogits);
}
