/** @file How steep D is at each sample: what every gradient penalty is made of. */
import { flatten, norm, square, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { checkLogits } from "./logits.ts";

/** A network's call: samples `[N, …]` to logits `[N, 1]`. */
export type Critic = (x: Node) => Node;

/**
 * ∇ₓD for each sample. One backward pass of ΣD(x_n) gives all of them, for D(x_n) does not depend on the other samples
 * (batch norm in D would break that).
 */
function slopesOf(where: string, logits: Node, x: Node): Node {
  checkLogits(where, logits);
  const [slopes] = gradient(sum(logits), [x]) as [Node];
  return flatten(slopes);
}

/**
 * ‖∇ₓD(x)‖ of each sample, differentiable again; 0, with gradient 0, where D is flat.
 * @param logits D(x) `[N, 1]` @param x `[N, …]` @returns `[N]`
 */
export const gradientNorm = (where: string, logits: Node, x: Node): Node => norm(slopesOf(where, logits, x), [1]);

/** ‖∇ₓD(x)‖² of each sample. @param logits D(x) `[N, 1]` @param x `[N, …]` @returns `[N]` */
export const squaredGradientNorm = (where: string, logits: Node, x: Node): Node =>
  sum(square(slopesOf(where, logits, x)), [1]);
