/**
 * @file Whether row i (along axis 0) of a value depends on row i of some inputs alone, as an example's logit does in a
 * network without batch statistics. Then two batches may be joined, computed at once and taken apart again.
 *
 * The answer is on the safe side: `false` also where rows are mixed and unmixed again.
 */
import {
  type BinaryKind,
  type ComparisonKind,
  type Node,
  type OpKind,
  type OpOf,
  topologicalOrder,
  type UnaryKind,
} from "./node.ts";

/** `free`: of no row; `rows`: row i of row i; `mixed`: anything else. */
type Dependence = "free" | "rows" | "mixed";

type Rule<K extends OpKind> = (node: Node & { readonly op: OpOf<K> }, operands: readonly Dependence[]) => boolean;
type AnyRule = (node: Node, operands: readonly Dependence[]) => boolean;

const keepsExtent: AnyRule = ({ shape, inputs }) => shape[0] === inputs[0]?.shape[0];

/** An operand of no row must serve every row alike, so along axis 0 it has an extent of 1, or no axis at all. */
const elementwise: AnyRule = ({ shape, inputs }, operands) =>
  inputs.every((operand, i) => {
    const aligned = operand.shape.length === shape.length;
    return operands[i] === "rows" ? aligned && operand.shape[0] === shape[0] : !aligned || operand.shape[0] === 1;
  });

const firstOnly: AnyRule = (_, [first, ...others]) => first === "rows" && others.every((one) => one === "free");
const never: AnyRule = () => false;

const pointwise: Record<UnaryKind | BinaryKind | ComparisonKind, AnyRule> = {
  neg: elementwise,
  abs: elementwise,
  sign: elementwise,
  floor: elementwise,
  exp: elementwise,
  log: elementwise,
  sqrt: elementwise,
  sin: elementwise,
  cos: elementwise,
  tanh: elementwise,
  sigmoid: elementwise,
  softplus: elementwise,
  add: elementwise,
  sub: elementwise,
  mul: elementwise,
  div: elementwise,
  maximum: elementwise,
  minimum: elementwise,
  pow: elementwise,
  greater: elementwise,
  equal: elementwise,
};

/** Whether a primitive of operands with rows has rows itself; asked only where no operand is mixed. */
const rules: { readonly [K in OpKind]: Rule<K> } = {
  ...pointwise,
  input: never,
  constant: never,
  select: elementwise,
  leakyRelu: elementwise,
  cast: elementwise,
  stopGradient: elementwise,
  sum: ({ op }) => !op.axes.includes(0),
  max: ({ op }) => !op.axes.includes(0),
  broadcast: keepsExtent,
  reshape: keepsExtent,
  transpose: ({ op }) => op.permutation[0] === 0,
  concat: ({ op }, operands) => op.axis !== 0 && operands.every((one) => one === "rows"),
  slice: keepsExtent,
  pad: keepsExtent,
  gather: (_, [table, indices]) => table === "free" && indices === "rows",
  scatterAdd: never,
  matmul: ({ op, shape }, [left, right]) => {
    if (shape.length > 2) return left === "rows" && right === "rows";
    return left === "rows" && right === "free" && !op.transposeA;
  },
  conv: firstOnly,
  convTranspose: firstOnly,
  convWeight: never,
};

/**
 * @param sources values with one row an example, two rows or more
 * @returns whether no row of `output` sees another's
 */
export function keepsRowsApart(output: Node, sources: readonly Node[]): boolean {
  const known = new Map<Node, Dependence>(sources.map((source) => [source, "rows"]));
  for (const node of topologicalOrder([output])) {
    if (!known.has(node)) known.set(node, dependenceOf(node, known));
  }
  return known.get(output) === "rows";
}

function dependenceOf(node: Node, known: ReadonlyMap<Node, Dependence>): Dependence {
  const operands = node.inputs.map((operand) => known.get(operand) as Dependence);
  if (operands.every((one) => one === "free")) return "free";
  if (operands.includes("mixed")) return "mixed";
  return (rules[node.op.kind] as AnyRule)(node, operands) ? "rows" : "mixed";
}
