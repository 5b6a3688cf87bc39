/**
 * @file How strong augmentation should be, from how sure D is of the data it trains on:
 *
 *   r_t = E[sign(D(x))],   p ← p ± N / 500,000, up where r_t > .6 and down where it is less, within [0, 1]
 *
 * r_t is 0 for a D that guesses and 1 for one that knows all of its training images; N is how many real images a step
 * shows D. Karras, Aittala, Hellsten, Laine, Lehtinen & Aila, "Training generative adversarial networks with limited
 * data", 2020, https://arxiv.org/abs/2006.06676 (ADA): its heuristic, its target, its speed — p comes from 0 to 1 in
 * 500,000 images. There p moves every fourth batch by four times as much; here each step, so that p alone is memory.
 */
import { GantryError } from "../base/error.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { sign, sub } from "../graph/primitives.ts";
import type { Control, Reading } from "./game.ts";

export interface AdaptiveStrengthOptions {
  /** N, the real images D is shown in a step: the batch, times D's updates. */
  readonly images: number;
  /** r_t to be kept; .6 by default. */
  readonly target?: number;
  /** Images in which p may come from 0 to 1; 500,000 by default. */
  readonly whole?: number;
}

/** What the control reads among the watched numbers. */
export const REAL_SIGN = "realSign";

/** Means of float32 signs that are the target do not differ from it by more. */
const SAME = 1e-6;

/** p, a control that begins at 0. A step must watch `realSign`, see there. @throws E113 where it does not */
export function adaptiveStrength({ images, target = 0.6, whole = 500_000 }: AdaptiveStrengthOptions): Control {
  const next = (p: number, watched: Readonly<Record<string, number>>): number => {
    const r = watched[REAL_SIGN];
    if (r === undefined) {
      throw new GantryError("E113", { where: "control augment", problem: `no phase watches "${REAL_SIGN}"` });
    }
    const direction = Math.abs(r - target) <= SAME ? 0 : Math.sign(r - target);
    return Math.min(1, Math.max(0, p + (direction * images) / whole));
  };
  return { initial: 0, next };
}

/**
 * r_t as graph: the mean of +1 for each real example that D finds real, −1 for each other.
 *
 * @param reading how D's output says "real" @param realLogits `[N, 1]` @param fakeLogits `[N, 1]` @returns scalar `[]`
 */
export function realSign(reading: Reading, realLogits: Node, fakeLogits: Node): Node {
  const threshold = { logit: 0, margin: 0, target: 0.5, relative: null }[reading];
  return mean(sign(sub(realLogits, threshold ?? mean(fakeLogits))));
}
