/**
 * @file D's loss with soft labels: what it is to say of a real sample is less than 1.
 *
 *   L_D = −E[t log D(x) + (1 − t) log(1 − D(x))] − E[s log D(G(z)) + (1 − s) log(1 − D(G(z)))]
 *
 * with targets t of the real and s of the fake samples, whose best D is (t p_data + s p_g)/(p_data + p_g). One-sided
 * smoothing has t = .9 and s = 0: D is no longer rewarded for being sure of the data, and where there are only fakes it
 * still says 0. With s > 0 the numerator holds p_g, and fakes far from the data are told to stay where they are.
 * Salimans et al., "Improved techniques for training GANs", 2016, §3.4, https://arxiv.org/abs/1606.03498.
 */
import { GantryError } from "../base/error.ts";
import { checkShape } from "../base/shape.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, neg, softplus, sub } from "../graph/primitives.ts";
import { checkLogits } from "./logits.ts";

/** A target of all samples in [0, 1], or one for each: `[N, 1]`, drawn where labels are to be noisy. */
export type LabelTarget = number | Node;

/** @property real t, .9 by default @property fake s, 0 by default */
export interface LabelTargets {
  readonly real?: LabelTarget;
  readonly fake?: LabelTarget;
}

/**
 * The binary cross-entropy of both halves against soft targets; with targets 1 and 0 it is the minimax loss of D.
 *
 * @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]` @throws E110, E112
 */
export function smoothedDiscriminatorLoss(
  realLogits: Node,
  fakeLogits: Node,
  { real = 0.9, fake = 0 }: LabelTargets = {},
): Node {
  checkLogits("smoothed.realLogits", realLogits);
  checkLogits("smoothed.fakeLogits", fakeLogits);
  checkTarget("smoothed.real", real, realLogits);
  checkTarget("smoothed.fake", fake, fakeLogits);
  // −log(1 − σ(l)) = l − log σ(l), so what a target lacks of 1 (or has above 0) only adds a multiple of l
  const lacking = typeof real === "number" ? 1 - real : sub(1, real);
  const onReal = plusShare(softplus(neg(realLogits)), lacking, realLogits);
  return add(onReal, plusShare(softplus(fakeLogits), typeof fake === "number" ? -fake : neg(fake), fakeLogits));
}

/** E[loss + share·logits]. */
function plusShare(loss: Node, share: number | Node, logits: Node): Node {
  return share === 0 ? mean(loss) : mean(add(loss, mul(logits, share)));
}

function checkTarget(where: string, target: LabelTarget, logits: Node): void {
  if (typeof target !== "number") checkShape(where, target.shape, logits.shape);
  else if (!(target >= 0 && target <= 1)) {
    throw new GantryError("E112", { where, expected: "a number in [0, 1]", got: String(target) });
  }
}
