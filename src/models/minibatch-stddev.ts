/**
 * @file Minibatch standard deviation: one more channel that says how much the examples of a batch differ.
 *
 *   σ_f = √(mean_i (x_{i,f} − mean_i x_{i,f})² + ε) of each feature f at each place,   y = [x, mean_f σ_f]
 *
 * Karras, Aila, Laine & Lehtinen, "Progressive growing of GANs", 2018, https://arxiv.org/abs/1710.10196, section 3. It
 * has no parameters, and costs a pass over the features. The paper takes all of a batch together; in groups each example
 * is compared with a few, and the number says more of it. ε, 1e-8, is not the paper's: it leaves √ a slope where
 * all examples are alike.
 */
import { GantryError } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import { meanKeep, square } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, broadcastTo, concat, reshape, sqrt, sub } from "../graph/primitives.ts";

/** @property group examples that are compared, one after the other in the batch; the whole batch by default */
export interface MinibatchStddevOptions {
  readonly group?: number;
  readonly epsilon?: number;
}

/**
 * @param x `[N, C]` or `[N, C, H, W]` @returns one channel more: `[N, C + 1]` or `[N, C + 1, H, W]`
 * @throws E112 for groups that do not divide the batch; a batch smaller than a group is one group
 */
export function minibatchStddev(x: Node, { group, epsilon = 1e-8 }: MinibatchStddevOptions = {}): Node {
  const [count, , ...places] = x.shape as [number, number, ...number[]];
  const size = Math.min(group ?? count, count);
  checkGroup(size, count);
  const groups = reshape(x, [count / size, size, sizeOf(x.shape.slice(1))]); // [groups, size, features]
  const variances = meanKeep(square(sub(groups, meanKeep(groups, [1]))), [1]);
  const spread = meanKeep(sqrt(add(variances, epsilon)), [2]); // [groups, 1, 1]
  const told = reshape(broadcastTo(spread, [count / size, size, 1]), [count, 1, ...places.map(() => 1)]);
  return concat([x, broadcastTo(told, [count, 1, ...places])], 1);
}

function checkGroup(size: number, count: number): void {
  if (Number.isInteger(size) && size >= 1 && count % size === 0) return;
  throw new GantryError("E112", {
    where: "minibatchStddev.group",
    expected: `a number that divides the batch of ${count}`,
    got: String(size),
  });
}
