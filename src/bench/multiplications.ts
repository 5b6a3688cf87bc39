/** @file What a graph computes, counted node by node: the compiled side of what `flops.ts` counts from the layers. */
import { sizeOf } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { productFlops } from "../onnx/product-flops.ts";

/** GFLOP of the products and convolutions below `results`. */
export const graphGflop = (results: readonly Node[]): number => productFlops(results) / 1e9;

const elementBytes: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, bool: 1, uint8: 1 };

/** Bytes of these values together. */
export const bytesOf = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * (elementBytes[dtype] as number), 0);

/** Kinds that compute nothing, or only say how memory is to be read. */
const FREE: readonly string[] = ["input", "constant", "stopGradient", "reshape"];

/** Bytes of all that is computed below `results`, as if each node wrote its value to memory. */
export const valueBytes = (results: readonly Node[]): number =>
  bytesOf(topologicalOrder(results).filter(({ op }) => !FREE.includes(op.kind)));
