/**
 * @file What every primitive computes, in float64 and by plain loops: the tests' oracle, and what constant folding
 * uses. Leaving a primitive out does not compile.
 */
import { roundToHalf } from "../../base/half.ts";
import type { BinaryKind, ComparisonKind, Node, OpKind, OpOf, UnaryKind } from "../node.ts";
import * as elementwise from "./elementwise.ts";
import * as layout from "./layout.ts";
import * as linear from "./linear.ts";
import type { Value } from "./values.ts";

/** @param operands the values of `node.inputs` @returns the node's elements, row-major */
type Kernel<K extends OpKind> = (op: OpOf<K>, operands: readonly Value[], node: Node) => Float64Array;

/** What is computed: leaves have their values already. */
export type ComputedKind = Exclude<OpKind, "input">;

const at = (operands: readonly Value[], index: number): Value => operands[index] as Value;

const unary: Kernel<UnaryKind> = (op, operands) => elementwise.unary(op, at(operands, 0));
const pairwise: Kernel<BinaryKind | ComparisonKind> = (op, operands, node) =>
  elementwise.pairwise(op, at(operands, 0), at(operands, 1), node);
const unchanged = (_: unknown, operands: readonly Value[]): Float64Array => at(operands, 0).data;

const kernels: { readonly [K in ComputedKind]: Kernel<K> } = {
  constant: (op) => Float64Array.from(op.value.data),
  neg: unary,
  abs: unary,
  sign: unary,
  floor: unary,
  exp: unary,
  log: unary,
  sqrt: unary,
  sin: unary,
  cos: unary,
  tanh: unary,
  sigmoid: unary,
  softplus: unary,
  add: pairwise,
  sub: pairwise,
  mul: pairwise,
  div: pairwise,
  maximum: pairwise,
  minimum: pairwise,
  pow: pairwise,
  greater: pairwise,
  equal: pairwise,
  select: (_, operands, node) => elementwise.select(at(operands, 0), at(operands, 1), at(operands, 2), node),
  leakyRelu: ({ slope }, operands) => elementwise.map(at(operands, 0), (x) => (x > 0 ? x : slope * x)),
  cast: (op, operands) => elementwise.cast(op, at(operands, 0)),
  stopGradient: unchanged,
  reshape: unchanged,
  sum: (_, operands, node) => elementwise.sum(at(operands, 0), node),
  max: (_, operands, node) => elementwise.max(at(operands, 0), node),
  broadcast: (_, operands, node) => layout.broadcast(at(operands, 0), node),
  transpose: (op, operands, node) => layout.transpose(op, at(operands, 0), node),
  concat: layout.concat,
  slice: (op, operands, node) => layout.slice(op, at(operands, 0), node),
  pad: (op, operands, node) => layout.pad(op, at(operands, 0), node),
  gather: (_, operands, node) => layout.gather(at(operands, 0), at(operands, 1), node),
  scatterAdd: (op, operands, node) => layout.scatterAdd(op, at(operands, 0), at(operands, 1), node),
  matmul: (op, operands, node) => linear.matmul(op, at(operands, 0), at(operands, 1), node),
  conv: (op, operands, node) => linear.conv(op, at(operands, 0), at(operands, 1), node),
  convTranspose: (op, operands, node) => linear.convTranspose(op, at(operands, 0), at(operands, 1), node),
  convWeight: (op, operands, node) => linear.convWeight(op, at(operands, 0), at(operands, 1), node),
};

/** The value of one node from its operands' values; of float16 nodes, rounded to it. */
export function computeNode(node: Node & { readonly op: OpOf<ComputedKind> }, operands: readonly Value[]): Value {
  const kernel = kernels[node.op.kind] as Kernel<ComputedKind>;
  const data = kernel(node.op, operands, node);
  return { shape: node.shape, data: node.dtype === "float16" ? data.map(roundToHalf) : data };
}
