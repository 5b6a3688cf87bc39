/** @file What the products of a graph cost: those of matrices, and convolutions by their definition. */
import { sizeOf } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { convolutionOf, flopsOf } from "./convolution-choices.ts";

function flopsOfNode(node: Node): number {
  const found = convolutionOf(node);
  if (found !== undefined) return flopsOf(found.convolution);
  const [a] = node.inputs;
  if (node.op.kind !== "matmul" || a === undefined) return 0;
  return 2 * sizeOf(node.shape) * (a.shape.at(node.op.transposeA ? -2 : -1) as number);
}

/** Floating-point operations below `results`, two a multiplication. Padding counts as if it were image. */
export const productFlops = (results: readonly Node[]): number =>
  topologicalOrder(results).reduce((total, node) => total + flopsOfNode(node), 0);
