/**
 * @file From the minimax loss of G to the non-saturating one, by a control.
 *
 *   L_G = (1 − w)·E[log(1 − D(G(z)))] − w·E[log D(G(z))]
 *
 * w is a scalar the host sets: 0 before the chosen step, 1 from it on; or anything between, for a gradual change.
 */
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { minimaxGeneratorLoss } from "./minimax.ts";
import { nonSaturatingGeneratorLoss } from "./non-saturating.ts";

/** @param fakeLogits `[N, 1]` @param weight w in [0, 1], `[]` @returns scalar `[]` @throws E110 */
export function switchedGeneratorLoss(fakeLogits: Node, weight: Node): Node {
  checkShape("switchedGeneratorLoss.weight", weight.shape, []);
  const before = mul(minimaxGeneratorLoss(fakeLogits), sub(1, weight));
  return add(before, mul(nonSaturatingGeneratorLoss(fakeLogits), weight));
}
