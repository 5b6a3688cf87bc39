/**
 * @file From a graph to ONNX: one rule a primitive, in a table that must be complete to compile.
 *
 * A rule appends nodes to the model and gives the name of its value. Patterns that ONNX has one operator for (a product
 * with a bias, a convolution with a bias, a vector cut into views) are found first, in `patterns.ts`.
 */
import { sizeOf } from "../base/shape.ts";
import type { BinaryKind, ComparisonKind, Node, Op, OpKind, UnaryKind } from "../graph/node.ts";
import { lowerConv, lowerConvTranspose, lowerConvWeight } from "./convolution.ts";
import { elementTypes } from "./element-types.ts";
import type { ModelWriter } from "./model.ts";
import { lowerBroadcast, lowerPad, lowerScatterAdd, lowerSlice, reshapeTarget } from "./movement.ts";

/** What a rule works with: the model under construction and the names of the operands' values. */
export interface LoweringContext {
  readonly model: ModelWriter;
  readonly operands: readonly string[];
  /** The extent that stands for "any number of examples"; `null` where every extent is what it says. */
  readonly batch: number | null;
}

type Rule<K extends OpKind> = (op: Extract<Op, { kind: K }>, node: Node, context: LoweringContext) => string;
type AnyRule = (op: { readonly kind: OpKind }, node: Node, context: LoweringContext) => string;

/** A primitive that is one ONNX operator without attributes. */
const operator =
  (type: string): AnyRule =>
  (_, __, { model, operands }) =>
    model.node(type, operands);

const elementwise: Record<UnaryKind | BinaryKind | ComparisonKind, AnyRule> = {
  neg: operator("Neg"),
  abs: operator("Abs"),
  sign: operator("Sign"),
  floor: operator("Floor"),
  exp: operator("Exp"),
  log: operator("Log"),
  sqrt: operator("Sqrt"),
  sin: operator("Sin"),
  cos: operator("Cos"),
  tanh: operator("Tanh"),
  sigmoid: operator("Sigmoid"),
  softplus: operator("Softplus"),
  add: operator("Add"),
  sub: operator("Sub"),
  mul: operator("Mul"),
  div: operator("Div"),
  maximum: operator("Max"),
  minimum: operator("Min"),
  pow: operator("Pow"),
  greater: operator("Greater"),
  equal: operator("Equal"),
};

const leakyRelu: Rule<"leakyRelu"> = (op, _, { model, operands }) =>
  op.slope === 0 ? model.node("Relu", operands) : model.node("LeakyRelu", operands, { alpha: { float: op.slope } });

const matmul: Rule<"matmul"> = (op, node, { model, operands }) => {
  const [a, b] = operands as [string, string];
  if (!op.transposeA && !op.transposeB) return model.node("MatMul", [a, b]);
  if (node.shape.length === 2) return model.node("Gemm", [a, b], gemmAttributes(op));
  const swapLast = node.shape.map((_, i, all) => (i < all.length - 2 ? i : all.length * 2 - 3 - i));
  const swapped = (name: string, swap: boolean): string =>
    swap ? model.node("Transpose", [name], { perm: swapLast }) : name;
  return model.node("MatMul", [swapped(a, op.transposeA), swapped(b, op.transposeB)]);
};

/** `Gemm`'s attributes for a product of matrices. */
export const gemmAttributes = (op: {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}): Record<string, number> => ({
  transA: op.transposeA ? 1 : 0,
  transB: op.transposeB ? 1 : 0,
});

/**
 * Σ over `axes` of x. `keep`: they stay with extent 1.
 *
 * Over all but the channels, images are summed first, then their sums in two halves. ONNX Runtime adds up the columns
 * of halves on all threads and those of the whole on one, four times as slowly. And where the halves are two batches
 * that were joined, what cancels between the rows of a matrix cancels exactly, as it does where they are computed
 * apart: the slope of a critic in the bias of a unit that is always active is N times w less N times w, and in one go
 * leaves a rounding error, of which Adam makes whole steps. (Not so between images: ONNX Runtime sums each from where
 * its memory is aligned.)
 */
export function lowerSum(x: Node, axes: readonly number[], keep: boolean, context: LoweringContext): string {
  const { model, operands, batch } = context;
  const [rows, channels = 1] = x.shape as readonly [number, number?];
  const overRows = axes.length === x.shape.length - 1 && !axes.includes(1) && channels > 1;
  if (!overRows || rows % 2 !== 0 || batch !== null) {
    return model.node("ReduceSum", [...operands, model.int64(axes)], { keepdims: keep ? 1 : 0 });
  }
  const within = axes.slice(1);
  const images =
    within.length === 0 ? operands : [model.node("ReduceSum", [...operands, model.int64(within)], { keepdims: 0 })];
  const halves = model.node("Reshape", [...images, model.int64([2, rows / 2, channels])]);
  const sums = model.node("ReduceSum", [halves, model.int64([1])], { keepdims: 1 });
  const total = model.node("ReduceSum", [sums, model.int64(keep ? [0] : [0, 1])], { keepdims: 0 });
  return keep && within.length > 0
    ? model.node("Reshape", [total, model.int64([1, channels, ...within.map(() => 1)])])
    : total;
}

/** Bytes from which it matters how long a value's memory is kept. */
const LARGE = 2 ** 20;

const rules: { readonly [K in Exclude<OpKind, "input">]: Rule<K> } = {
  ...elementwise,
  constant: (op, _, { model }) => model.tensor(op.value),
  select: operator("Where"),
  leakyRelu,
  cast: (op, _, { model, operands }) => model.node("Cast", operands, { to: elementTypes[op.to] }),
  stopGradient: (_, __, { operands }) => operands[0] as string,
  sum: (op, node, context) => lowerSum(node.inputs[0] as Node, op.axes, true, context),
  max: (op, _, { model, operands }) => model.node("ReduceMax", operands, { keepdims: 1, axes: op.axes }),
  broadcast: lowerBroadcast,
  reshape: (op, _, { model, operands, batch }) => {
    const isLarge = batch === null && 4 * sizeOf(op.shape) >= LARGE;
    return model.node("Reshape", [
      ...operands,
      isLarge ? model.shape(op.shape) : model.int64(reshapeTarget(op.shape, batch)),
    ]);
  },
  transpose: (op, _, { model, operands }) => model.node("Transpose", operands, { perm: op.permutation }),
  concat: (op, _, { model, operands }) => model.node("Concat", operands, { axis: op.axis }),
  slice: lowerSlice,
  pad: lowerPad,
  gather: (_, __, { model, operands }) => model.node("Gather", operands, { axis: 0 }),
  scatterAdd: lowerScatterAdd,
  matmul,
  conv: lowerConv,
  convTranspose: lowerConvTranspose,
  convWeight: lowerConvWeight,
};

/** Lowers one node whose operands are lowered. @returns the name of its value */
export function lowerNode(node: Node, context: LoweringContext): string {
  if (node.op.kind === "input") return node.op.name;
  const rule = rules[node.op.kind] as AnyRule;
  return rule(node.op, node, context);
}
