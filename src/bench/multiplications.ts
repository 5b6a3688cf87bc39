/** @file What a graph computes, counted node by node: the compiled side of what `flops.ts` counts from the layers. */
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

const elementBytes: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, bool: 1, uint8: 1 };

/** Bytes of these values together. */
export const bytesOf = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * (elementBytes[dtype] as number), 0);

/** Kinds that compute nothing, or only say how memory is to be read. */
const FREE: readonly string[] = ["input", "constant", "stopGradient", "reshape"];

/** Bytes of all that is computed below `results`, as if each node wrote its value to memory. */
export const valueBytes = (results: readonly Node[]): number =>
  bytesOf(topologicalOrder(results).filter(({ op }) => !FREE.includes(op.kind)));
