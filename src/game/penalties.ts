/** @file Gradient penalties by the names that `--penalty` takes: what each draws, and what it adds to D's loss. */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { draganPenalty } from "../losses/dragan.ts";
import type { Critic } from "../losses/gradient-norm.ts";
import { gradientPenaltyAndSlope } from "../losses/gradient-penalty.ts";
import { r1Penalty, r1r2Penalty, r2Penalty } from "../losses/zero-centred-penalty.ts";
import type { GameInput, Nodes } from "./game.ts";

export const PENALTIES = ["none", "gp", "dragan", "r1", "r2", "r1r2"] as const;

/**
 * Of those that differentiate in one batch D must judge that batch alone, or they would pay for both. R1 and R2 together
 * could be one way back through both batches; it brings nothing: in alternation with two ways, the step of `r3gan`'s
 * defaults took .99 of the time on images of 28 pixels and 1.05 on points, quartiles .93 to 1.07 and .7 to 1.6.
 */
export const judgesAlone = (penalty: string): boolean => ["r1", "r2", "r1r2"].includes(penalty);

/**
 * The noise a penalty looks at D with: one share of the way for each sample, or a shift of each element.
 * @param shape of a batch as D is shown it
 */
export function penaltyInputs(penalty: string, shape: Shape): Record<string, GameInput> {
  const unit = { kind: "uniform", low: 0, high: 1 } as const;
  if (penalty === "gp") return { epsilon: { ...unit, shape: [shape[0] as number, 1] } };
  return penalty === "dragan" ? { nearby: { ...unit, shape } } : {};
}

/** What one D step has at hand: batches as D is shown them, and what it says of them. */
export interface Judged {
  readonly discriminator: Critic;
  readonly real: Node;
  readonly fake: Node;
  readonly realLogits: Node;
  readonly fakeLogits: Node;
  readonly inputs: Nodes;
}

/** @returns `penalty`, to be added to D's loss, and what else is worth watching; nothing for `none` @throws E112 */
export function penaltyOf(name: string, weight: number, judged: Judged): Nodes {
  const { discriminator, real, fake, realLogits, fakeLogits, inputs } = judged;
  switch (name) {
    case "none":
      return {};
    case "gp":
      return gradientPenaltyAndSlope({ discriminator, real, fake, epsilon: inputs.epsilon as Node, weight });
    case "dragan":
      return { penalty: draganPenalty({ discriminator, real, noise: inputs.nearby as Node, weight }) };
    case "r1":
      return { penalty: r1Penalty({ logits: realLogits, real, weight }) };
    case "r2":
      return { penalty: r2Penalty({ logits: fakeLogits, fake, weight }) };
    case "r1r2":
      return { penalty: r1r2Penalty({ realLogits, real, fakeLogits, fake, weight }) };
    default:
      throw new GantryError("E112", { where: "penalty", expected: `one of ${PENALTIES.join(", ")}`, got: name });
  }
}
