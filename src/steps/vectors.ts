/** @file Flat vectors as graph: cutting one into its entries' views, and joining views into one. */
import { sizeOf } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { concat, reshape, slice } from "../graph/primitives.ts";
import type { FlatLayout } from "./layout.ts";

/** Name → view of the vector `[P]`, each in its own shape. */
export function viewsOf(vector: Node, { entries }: FlatLayout): Map<string, Node> {
  return new Map(
    entries.map(({ name, shape, offset }) => {
      const part = entries.length === 1 ? vector : slice(vector, [offset], [offset + sizeOf(shape)]);
      return [name, reshape(part, shape)];
    }),
  );
}

/** One vector `[P]` from tensors in the order of the entries. */
export function joined(nodes: readonly Node[]): Node {
  return concat(
    nodes.map((node) => reshape(node, [sizeOf(node.shape)])),
    0,
  );
}
