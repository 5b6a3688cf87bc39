/** @file Flat vectors as graph: cutting them into their entries' views, and joining views into one. */
import { sizeOf } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { concat, reshape, slice } from "../graph/primitives.ts";
import type { FlatLayout, StateVector } from "./layout.ts";

/** Name → view of one of the vectors `[P]`, each in its own shape. @param nodeOf a vector as node */
export const viewsOf = (vectors: readonly StateVector[], nodeOf: (vector: StateVector) => Node): Map<string, Node> =>
  new Map(vectors.flatMap((vector) => cut(nodeOf(vector), vector.layout)));

function cut(vector: Node, { entries }: FlatLayout): [string, Node][] {
  return entries.map(({ name, shape, offset }) => {
    const part = entries.length === 1 ? vector : slice(vector, [offset], [offset + sizeOf(shape)]);
    return [name, reshape(part, shape)];
  });
}

/** One vector `[P]` of the entries' tensors, found by name. */
export const joined = ({ entries }: FlatLayout, tensors: ReadonlyMap<string, Node>): Node =>
  concat(
    entries.map(({ name, shape }) => reshape(tensors.get(name) as Node, [sizeOf(shape)])),
    0,
  );
