/**
 * @file How passes change a graph: each node, after its operands, is offered to a rule; what the rule answers stands in
 * its place. Nodes are immutable, so a pass gives back new nodes above a change and the very same ones elsewhere: two
 * equal results (`===`) mean that nothing changed.
 *
 * Dead code needs no pass: a graph is what hangs below its outputs, so what nothing reads is gone.
 */
import { type Node, type OpKind, type OpOf, topologicalOrder } from "../node.ts";

/** One pass: as many nodes as it was given, in their order, of the same shapes, types and values. */
export type Pass = (outputs: readonly Node[]) => Node[];

/** @returns what stands in the node's place, or `undefined` to leave it */
export type RewriteRule = (node: Node) => Node | undefined;

/** A rule for each kind that a pass knows something about. */
export type RewriteTable = {
  readonly [K in OpKind]?: (node: Node & { readonly op: OpOf<K> }) => Node | undefined;
};

/** The same node over other operands of the same shapes and types. */
function withInputs(node: Node, inputs: readonly Node[]): Node {
  return inputs.every((operand, i) => operand === node.inputs[i]) ? node : { ...node, inputs };
}

/** Offers every node below `outputs` to `rule`, operands first. */
export function rewrite(outputs: readonly Node[], rule: RewriteRule): Node[] {
  const replaced = new Map<Node, Node>();
  const current = (node: Node): Node => replaced.get(node) as Node;
  for (const node of topologicalOrder(outputs)) {
    const moved = withInputs(node, node.inputs.map(current));
    replaced.set(node, rule(moved) ?? moved);
  }
  return outputs.map(current);
}

/** A pass from a table of rules. */
export const passOf =
  (table: RewriteTable): Pass =>
  (outputs) =>
    rewrite(outputs, (node) => (table[node.op.kind] as RewriteRule | undefined)?.(node));
