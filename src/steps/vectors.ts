/** @file Flat vectors as graph: cutting them into their entries' views, and joining views into one. */
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { concat, reshape, slice, stopGradient } from "../graph/primitives.ts";
import type { Entry, FlatLayout, StateVector } from "./layout.ts";

/**
 * Name → view of one of the vectors, each in its own shape. Views are new nodes each time, so a derivative in one takes
 * only what was computed from it, and not what another phase computed from the same vector.
 *
 * @param nodeOf a vector as node @param alone the view of a vector that is one tensor, by default one that ends
 * derivatives, as a node of an input's own
 */
export const viewsOf = (
  vectors: readonly StateVector[],
  nodeOf: (vector: StateVector) => Node,
  alone: (vector: Node) => Node = stopGradient,
): Map<string, Node> => new Map(vectors.flatMap((vector) => cut(nodeOf(vector), vector.layout, alone)));

function cut(vector: Node, { entries }: FlatLayout, alone: (vector: Node) => Node): [string, Node][] {
  return entries.map(({ name, shape, offset }) => {
    if (sameShape(vector.shape, shape)) return [name, alone(vector)];
    const part = entries.length === 1 ? vector : slice(vector, [offset], [offset + sizeOf(shape)]);
    return [name, reshape(part, shape)];
  });
}

const reshaped = (node: Node, shape: Shape): Node => (sameShape(node.shape, shape) ? node : reshape(node, shape));

/** One vector of the entries' tensors, found by name. @param shape the vector's own, which a single entry may have */
export function joined(entries: readonly Entry[], shape: Shape, tensors: ReadonlyMap<string, Node>): Node {
  const [first, ...more] = entries.map(({ name }) => tensors.get(name) as Node) as [Node, ...Node[]];
  if (more.length === 0) return reshaped(first, shape);
  return concat(
    [first, ...more].map((node) => reshaped(node, [sizeOf(node.shape)])),
    0,
  );
}
