/**
 * @file Functions that reduce axes. They drop what they reduce, or keep it with extent 1 where the name ends in `Keep`;
 * `axes` may count from the end, and are all axes by default.
 */
import { sizeOf } from "../base/shape.ts";
import { square } from "./elementwise.ts";
import { withoutAxes } from "./layout.ts";
import type { Node } from "./node.ts";
import {
  add,
  axesOf,
  div,
  exp,
  greater,
  log,
  maxKeep,
  mul,
  select,
  sqrt,
  stopGradient,
  sub,
  sumKeep,
} from "./primitives.ts";

const countOf = (x: Node, axes?: readonly number[]): number =>
  sizeOf(axesOf(x, axes).map((axis) => x.shape[axis] as number));

const dropping =
  (keep: (x: Node, axes?: readonly number[]) => Node) =>
  (x: Node, axes?: readonly number[]): Node =>
    withoutAxes(keep(x, axes), axesOf(x, axes));

export const sum: (x: Node, axes?: readonly number[]) => Node = dropping(sumKeep);
export const max: (x: Node, axes?: readonly number[]) => Node = dropping(maxKeep);

export const meanKeep = (x: Node, axes?: readonly number[]): Node => mul(sumKeep(x, axes), 1 / countOf(x, axes));
export const mean: (x: Node, axes?: readonly number[]) => Node = dropping(meanKeep);

/** Mean of squared deviations (divided by n, as batch norm has it). */
export const varianceKeep = (x: Node, axes?: readonly number[]): Node =>
  meanKeep(square(sub(x, meanKeep(x, axes))), axes);
export const variance: (x: Node, axes?: readonly number[]) => Node = dropping(varianceKeep);

/** Inner product over the last axis: `[…, n]`, `[…, n]` → `[…]`. */
export const dot = (a: Node, b: Node): Node => sum(mul(a, b), [-1]);

/**
 * Euclidean length, √Σx².
 *
 * It has no derivative at x = 0; the gradient there is 0 (the subgradient of least length), at every order, where √'s
 * own rule would give NaN. A gradient penalty on a dead unit then stays finite.
 */
export function normKeep(x: Node, axes?: readonly number[]): Node {
  const squares = sumKeep(square(x), axes);
  const positive = greater(squares, 0);
  return select(positive, sqrt(select(positive, squares, 1)), 0);
}
export const norm: (x: Node, axes?: readonly number[]) => Node = dropping(normKeep);

/** log Σeˣ, shifted by the maximum so that nothing overflows; the shift is a constant to the derivative. */
export function logSumExpKeep(x: Node, axes?: readonly number[]): Node {
  const shift = stopGradient(maxKeep(x, axes));
  return add(log(sumKeep(exp(sub(x, shift)), axes)), shift);
}
export const logSumExp: (x: Node, axes?: readonly number[]) => Node = dropping(logSumExpKeep);

/** eˣ / Σeˣ over one axis. */
export function softmax(x: Node, axis = -1): Node {
  const weights = exp(sub(x, stopGradient(maxKeep(x, [axis]))));
  return div(weights, sumKeep(weights, [axis]));
}

/** x − log Σeˣ over one axis. */
export function logSoftmax(x: Node, axis = -1): Node {
  const shifted = sub(x, stopGradient(maxKeep(x, [axis])));
  return sub(shifted, log(sumKeep(exp(shifted), [axis])));
}
