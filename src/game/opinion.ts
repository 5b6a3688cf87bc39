/** @file What D's outputs say under each loss, and what of it is watched. */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { sigmoid, sub } from "../graph/primitives.ts";
import { REAL_SIGN, realSign } from "./adaptive-strength.ts";
import type { Nodes, Reading } from "./game.ts";
import type { View } from "./view.ts";

/** Their D's output is no logit of a probability: a critic's value, a margin, a target's estimate. */
const CRITICS: ReadonlySet<string> = new Set(["wasserstein", "hinge", "ls"]);

/** An unknown loss is refused where its graph is built. */
const READINGS: Readonly<Record<string, Reading>> = {
  hinge: "margin",
  ls: "target",
  wasserstein: "relative",
  relativistic: "relative",
  paired: "relative",
};
export const readingOf = (loss: string): Reading => READINGS[loss] ?? "logit";

/**
 * What D thinks of both, as means: a probability, or the output itself where it stands for none. A relativistic D knows
 * only which is more real: than the mean fake, than the mean real. A critic's difference is its estimate of the
 * Wasserstein distance, up to its Lipschitz constant.
 */
function opinionOf(loss: string, real: Node, fake: Node): Nodes {
  if (CRITICS.has(loss)) {
    const [dReal, dFake] = [mean(real), mean(fake)];
    return { dReal, dFake, ...(loss === "wasserstein" ? { wasserstein: sub(dReal, dFake) } : {}) };
  }
  const [realLogits, fakeLogits] =
    readingOf(loss) === "relative" ? [sub(real, mean(fake)), sub(fake, mean(real))] : [real, fake];
  return { dReal: mean(sigmoid(realLogits)), dFake: mean(sigmoid(fakeLogits)) };
}

/** What is watched of D's logits on both: its opinion, what a view may go by (ADA's r_t), and they themselves. */
export const watchedLogits = (loss: string, realLogits: Node, fakeLogits: Node, views: readonly View[]): Nodes => ({
  ...opinionOf(loss, realLogits, fakeLogits),
  ...(views.length > 0 ? { [REAL_SIGN]: realSign(readingOf(loss), realLogits, fakeLogits) } : {}),
  ...{ realLogits, fakeLogits },
});
