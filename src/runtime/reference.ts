/**
 * @file The reference: interprets a graph in float64, one primitive after the other. It needs nothing but the language,
 * and it is what other runtimes and every derivative are tested against.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import { type ComputedKind, computeNode } from "../graph/interpreter/kernels.ts";
import type { Value } from "../graph/interpreter/values.ts";
import { type Node, type OpOf, topologicalOrder } from "../graph/node.ts";

/** What is fed for an input: row-major, in any precision. */
export interface Feed {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
}

export type ReferenceValue = Value;

/**
 * The values of `outputs`.
 *
 * @param feeds name → value of each input below the outputs; others are ignored @returns float64 values in the order of
 * `outputs` @throws E110 for a feed of another shape, E112 for one that is missing or too short
 */
export function evaluate(outputs: readonly Node[], feeds: Readonly<Record<string, Feed>> = {}): ReferenceValue[] {
  const values = new Map<Node, Value>();
  for (const node of topologicalOrder(outputs)) values.set(node, compute(node, values, feeds));
  return outputs.map((output) => values.get(output) as Value);
}

function compute(node: Node, values: ReadonlyMap<Node, Value>, feeds: Readonly<Record<string, Feed>>): Value {
  if (node.op.kind === "input") return fedValue(node.op.name, node.shape, feeds[node.op.name]);
  const operands = node.inputs.map((operand) => values.get(operand) as Value);
  return computeNode(node as Node & { readonly op: OpOf<ComputedKind> }, operands);
}

function fedValue(name: string, shape: Shape, feed: Feed | undefined): Value {
  const where = `input ${name}`;
  if (feed === undefined) throw new GantryError("E112", { where, expected: "a value", got: "none" });
  if (!sameShape(feed.shape, shape)) throw new GantryError("E110", { where, expected: shape, got: feed.shape });
  if (feed.data.length !== sizeOf(shape)) {
    throw new GantryError("E112", { where, expected: `${sizeOf(shape)} elements`, got: String(feed.data.length) });
  }
  return { shape, data: Float64Array.from(feed.data) };
}
