/**
 * @file Reductions of less: what is the same along a reduced axis is taken out of the sum, or counted.
 *
 *   Σ (s·x) → s·Σx      Σ broadcast(x) → n·x      Σ Σ x → Σ x      Σ [x, y] → Σx + Σy
 *
 * The last one is for what cancels: the halves of a loss in the bias of a logit, one 1 and one −1 but for rounding.
 */
import { sameShape } from "../../base/shape.ts";
import type { Node, OpOf } from "../node.ts";
import { add, apply, broadcastTo, div, mul, neg, reshape, sumKeep } from "../primitives.ts";
import { type Pass, passOf } from "./rewrite.ts";
import { fitted, isKind, isSingle, operandOf, pairOf } from "./uniform.ts";

type Sum = Node & { readonly op: OpOf<"sum"> };
type Reduction = Node & { readonly op: OpOf<"sum"> | OpOf<"max"> };

const extentOf = (x: Node, axis: number): number => x.shape[axis] as number;

/** Reducing an extent of 1 changes nothing. */
function overLongAxes(node: Reduction): Node | undefined {
  const x = operandOf(node);
  const axes = node.op.axes.filter((axis) => extentOf(x, axis) > 1);
  if (axes.length === node.op.axes.length) return undefined;
  return axes.length === 0 ? x : apply({ kind: node.op.kind, axes }, [x]);
}

/** A reduction of a reduction is one over both sets of axes. */
function overInner(node: Reduction): Node | undefined {
  const x = operandOf(node);
  if (x.op.kind !== node.op.kind) return undefined;
  const axes = new Set([...(x as Reduction).op.axes, ...node.op.axes]);
  return apply({ kind: node.op.kind, axes: [...axes].sort((a, b) => a - b) }, [operandOf(x)]);
}

/** What is reduced to one element may be in any order and shape. */
function overWhole(node: Reduction): Node | undefined {
  const x = operandOf(node);
  if (!isSingle(node) || !(isKind(x, "reshape") || isKind(x, "transpose"))) return undefined;
  const whole = operandOf(x);
  return reshape(apply({ kind: node.op.kind, axes: whole.shape.map((_, axis) => axis) }, [whole]), node.shape);
}

const reduction = (node: Reduction): Node | undefined => overLongAxes(node) ?? overInner(node) ?? overWhole(node);

/** Along stretched axes every element is the same: it is counted, not added up. */
function overBroadcast(node: Sum): Node | undefined {
  const x = operandOf(node);
  if (!isKind(x, "broadcast")) return undefined;
  const small = operandOf(x);
  const stretched = node.op.axes.filter((axis) => extentOf(small, axis) !== extentOf(x, axis));
  if (stretched.length === 0) return undefined;
  const count = stretched.reduce((product, axis) => product * extentOf(x, axis), 1);
  return broadcastTo(mul(sumKeep(small, node.op.axes), count), node.shape);
}

/** Whether `factor` is the same along `axes` of x, and x has its product's extents there. */
function isOutside(factor: Node, x: Node, product: Node, axes: readonly number[]): boolean {
  const missing = product.shape.length - factor.shape.length;
  const whole = x.shape.length === product.shape.length && axes.every((a) => extentOf(x, a) === extentOf(product, a));
  return whole && axes.every((axis) => axis < missing || factor.shape[axis - missing] === 1);
}

function overProduct(node: Sum): Node | undefined {
  const product = operandOf(node);
  if (!isKind(product, "mul")) return undefined;
  const [a, b] = pairOf(product);
  if (isOutside(b, a, product, node.op.axes)) return fitted(mul(sumKeep(a, node.op.axes), b), node);
  if (isOutside(a, b, product, node.op.axes)) return fitted(mul(sumKeep(b, node.op.axes), a), node);
  return undefined;
}

function overQuotient(node: Sum): Node | undefined {
  const quotient = operandOf(node);
  if (!isKind(quotient, "div")) return undefined;
  const [a, b] = pairOf(quotient);
  return isOutside(b, a, quotient, node.op.axes) ? fitted(div(sumKeep(a, node.op.axes), b), node) : undefined;
}

/** Parts that are joined along a reduced axis are added up one by one. */
function overParts(node: Sum): Node | undefined {
  const joined = operandOf(node);
  if (!isKind(joined, "concat") || !node.op.axes.includes(joined.op.axis)) return undefined;
  return joined.inputs.map((part) => sumKeep(part, node.op.axes)).reduce((sum, part) => add(sum, part));
}

const overNegation = (node: Sum): Node | undefined =>
  isKind(operandOf(node), "neg") ? neg(sumKeep(operandOf(operandOf(node)), node.op.axes)) : undefined;

/** The maximum of equal elements is any of them. */
function maximumOfBroadcast(node: Node & { readonly op: OpOf<"max"> }): Node | undefined {
  const x = operandOf(node);
  if (!isKind(x, "broadcast") || sameShape(operandOf(x).shape, x.shape)) return undefined;
  return fitted(apply(node.op, [operandOf(x)]), node);
}

/** Takes out of reductions what need not be in them. */
export const reduceLess: Pass = passOf({
  sum: (node) =>
    reduction(node) ??
    overBroadcast(node) ??
    overProduct(node) ??
    overQuotient(node) ??
    overNegation(node) ??
    overParts(node),
  max: (node) => reduction(node) ?? maximumOfBroadcast(node),
});
