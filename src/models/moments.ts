/**
 * @file Mean and variance over some axes, as all three norms need them.
 *
 * The variance is the mean square of the centred values, not E[x²] − E[x]²: that form saves one pass forwards, and in
 * float32 it has nothing left of a variance a million times smaller than the squared mean, which is what D sees of
 * a collapsed G.
 */

import { meanKeep, rsqrt, square } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, sub } from "../graph/primitives.ts";

/** @property mean, variance, scale: extent 1 on the reduced axes @property scale 1/√(variance + ε) */
export interface Moments {
  readonly centred: Node;
  readonly mean: Node;
  readonly variance: Node;
  readonly scale: Node;
}

/** @param x any shape @param axes what to reduce @param epsilon added to the variance, > 0 */
export function momentsOf(x: Node, axes: readonly number[], epsilon: number): Moments {
  const mean = meanKeep(x, axes);
  const centred = sub(x, mean);
  const variance = meanKeep(square(centred), axes);
  return { centred, mean, variance, scale: rsqrt(add(variance, epsilon)) };
}
