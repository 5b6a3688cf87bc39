/**
 * @file Whether row i (along axis 0) of a value depends on row i of some inputs alone, as an example's logit does in a
 * network without batch statistics. Then two batches may be joined, computed at once and taken apart again.
 *
 * The answer is on the safe side: `false` also where rows are mixed and unmixed again.
 */
import type { Node, OpOf } from "./node.ts";
import { topologicalOrder } from "./node.ts";

/** `free`: of no row; `rows`: row i of row i; `mixed`: anything else. */
type Dependence = "free" | "rows" | "mixed";

type Rule = (node: Node, operands: readonly Dependence[]) => boolean;

const keepsExtent = ({ shape, inputs }: Node): boolean => shape[0] === (inputs[0] as Node).shape[0];

/** An operand of no row must serve every row alike, so along axis 0 it has an extent of 1, or no axis at all. */
const elementwise: Rule = ({ shape, inputs }, operands) =>
  inputs.every((operand, i) => {
    const aligned = operand.shape.length === shape.length;
    return operands[i] === "rows" ? aligned && operand.shape[0] === shape[0] : !aligned || operand.shape[0] === 1;
  });

const besidesRows: Rule = (node) => !(node.op as OpOf<"sum">).axes.includes(0);

const product: Rule = (node, [left, right]) => {
  if (node.shape.length > 2) return left === "rows" && right === "rows";
  return left === "rows" && right === "free" && !(node.op as OpOf<"matmul">).transposeA;
};

const firstOnly: Rule = (_, [first, ...others]) => first === "rows" && others.every((one) => one === "free");

/** Rules of the primitives that can keep rows apart; those that are not named are elementwise. */
const rules: { readonly [kind: string]: Rule } = {
  sum: besidesRows,
  max: besidesRows,
  broadcast: keepsExtent,
  reshape: keepsExtent,
  transpose: ({ op }) => (op as OpOf<"transpose">).permutation[0] === 0,
  concat: ({ op }, operands) => (op as OpOf<"concat">).axis !== 0 && operands.every((one) => one === "rows"),
  slice: (node) => keepsExtent(node) && ((node.op as OpOf<"slice">).step[0] as number) > 0,
  pad: keepsExtent,
  gather: (_, [table, indices]) => table === "free" && indices === "rows",
  scatterAdd: () => false,
  matmul: product,
  conv: firstOnly,
  convTranspose: firstOnly,
  convWeight: () => false,
};

/** @param sources values with one row an example, two rows or more @returns whether no row of `output` sees another's */
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
  return (rules[node.op.kind] ?? elementwise)(node, operands) ? "rows" : "mixed";
}
