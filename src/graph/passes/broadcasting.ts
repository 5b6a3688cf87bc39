/**
 * @file Stretching as late as possible. Elementwise primitives stretch their operands themselves, so a `broadcast`
 * before one is either dropped or moved behind it, where it works on the small operand:
 *
 *   x + broadcast(b) → x + b        exp(broadcast(b)) → broadcast(exp(b))
 *
 * So is a `reshape` that only adds leading axes of extent 1.
 */
import { broadcastShapes, type Shape, sameShape, sizeOf } from "../../base/shape.ts";
import type { Node, Op, OpKind } from "../node.ts";
import { apply, broadcastTo, constant, reshape } from "../primitives.ts";
import { type Pass, rewrite } from "./rewrite.ts";
import { isKind, isSingle, operandOf } from "./uniform.ts";

const elementwise: ReadonlySet<OpKind> = new Set([
  "neg",
  "abs",
  "sign",
  "floor",
  "exp",
  "log",
  "sqrt",
  "sin",
  "cos",
  "tanh",
  "sigmoid",
  "softplus",
  "add",
  "sub",
  "mul",
  "div",
  "maximum",
  "minimum",
  "pow",
  "greater",
  "equal",
  "select",
  "leakyRelu",
  "cast",
]);

const unstretched = (x: Node): Node => (isKind(x, "broadcast") ? operandOf(x) : x);

/** Without extents of 1 in front: a reshape that only adds some, or a constant of one element that has some. */
function withoutLeadingOnes(x: Node): Node {
  if (isKind(x, "constant") && isSingle(x)) return constant({ ...x.op.value, shape: [] });
  if (!isKind(x, "reshape")) return x;
  const before = operandOf(x).shape;
  const added = x.shape.length - before.length;
  const only = added > 0 && sameShape(x.shape.slice(added), before) && sizeOf(x.shape.slice(0, added)) === 1;
  return only ? operandOf(x) : x;
}

const commonShape = (nodes: readonly Node[]): Shape =>
  nodes.reduce<Shape>((shape, node) => broadcastShapes("broadcast", shape, node.shape), []);

function overSmallOperands(node: Node): Node | undefined {
  const small = node.inputs.map(unstretched);
  const lean = small.map(withoutLeadingOnes);
  const operands = sameShape(commonShape(lean), commonShape(small)) ? lean : small;
  if (operands.every((operand, i) => sameShape(operand.shape, (node.inputs[i] as Node).shape))) return undefined;
  return broadcastTo(apply(node.op as Exclude<Op, { kind: "input" }>, operands), node.shape);
}

/** A reshape of a stretched single element stretches the element to the new shape. */
function overSingle(node: Node): Node | undefined {
  const x = operandOf(node);
  if (!isKind(x, "broadcast") || !isSingle(operandOf(x))) return undefined;
  return broadcastTo(reshape(operandOf(x), []), node.shape);
}

function mergedBroadcast(node: Node): Node | undefined {
  const x = operandOf(node);
  if (sameShape(x.shape, node.shape)) return x;
  return isKind(x, "broadcast") ? broadcastTo(operandOf(x), node.shape) : undefined;
}

/** Drops broadcasts before elementwise primitives, or moves them behind. */
export const broadcastLate: Pass = (outputs) =>
  rewrite(outputs, (node) => {
    if (elementwise.has(node.op.kind)) return overSmallOperands(node);
    if (node.op.kind === "reshape") return overSingle(node);
    return node.op.kind === "broadcast" ? mergedBroadcast(node) : undefined;
  });
