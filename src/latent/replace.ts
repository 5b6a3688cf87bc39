/** @file Another value in a node's place: a graph is built anew above it, and stays the same elsewhere. */
import { GantryError } from "../base/error.ts";
import { sameShape } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";

/**
 * The outputs as they are when the nodes of `others` are what they are mapped to, which may stand on the very node.
 * @throws E110 for a value of another shape
 */
export function replaceNodes(outputs: readonly Node[], others: ReadonlyMap<Node, Node>): Node[] {
  for (const [node, other] of others) {
    if (sameShape(node.shape, other.shape)) continue;
    throw new GantryError("E110", { where: "replaceNodes", expected: node.shape, got: other.shape });
  }
  const rebuilt = new Map<Node, Node>();
  const current = (node: Node): Node => rebuilt.get(node) as Node;
  for (const node of topologicalOrder(outputs)) {
    const inputs = node.inputs.map(current);
    const same = inputs.every((operand, i) => operand === node.inputs[i]);
    rebuilt.set(node, others.get(node) ?? (same ? node : { ...node, inputs }));
  }
  return outputs.map(current);
}
