/** @file What a graph multiplies, counted node by node: the compiled side of what `flops.ts` counts from the layers. */
import { sizeOf } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";

/** Multiplications of one node whose product is added up. Kernels that meet padding count as if they did not. */
function multiplicationsOf({ op, inputs, shape }: Node): number {
  const [a, b] = inputs as readonly [Node, Node];
  if (op.kind === "matmul") return sizeOf(shape) * (a.shape.at(op.transposeA ? -2 : -1) as number);
  if (op.kind === "conv") return sizeOf(shape) * sizeOf(b.shape.slice(1));
  if (op.kind === "convTranspose") return sizeOf(a.shape) * sizeOf(b.shape.slice(1));
  if (op.kind === "convWeight") return sizeOf(b.shape) * sizeOf(shape.slice(1));
  return 0;
}

/** GFLOP of the products and convolutions below `results`, two operations a multiplication. */
export const graphGflop = (results: readonly Node[]): number =>
  topologicalOrder(results).reduce((sum, node) => sum + 2 * multiplicationsOf(node), 0) / 1e9;
