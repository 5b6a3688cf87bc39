/**
 * @file Dropout, inverted: in training each element is dropped with probability `rate`, and those kept are divided by
 * 1 − rate, so that nothing need change afterwards. Srivastava et al., 2014.
 */
import { GantryError } from "../base/error.ts";
import type { Node } from "../graph/node.ts";
import { greater, mul, select } from "../graph/primitives.ts";
import type { Scope } from "./scope.ts";

/** @param x any shape @param options `rate` in [0, 1), .5 by default @returns the same shape @throws E112 */
export function dropout(scope: Scope, x: Node, { rate = 0.5 }: { readonly rate?: number } = {}): Node {
  if (!(rate >= 0 && rate < 1)) {
    throw new GantryError("E112", { where: "dropout.rate", expected: "a number in [0, 1)", got: String(rate) });
  }
  if (!scope.training || rate === 0) return x;
  const kept = greater(scope.noise("uniform", x.shape), rate);
  return mul(x, select(kept, 1 / (1 - rate), 0));
}
