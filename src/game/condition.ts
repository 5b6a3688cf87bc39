/**
 * @file What both players are told of an item, y: its class, its attributes, or both side by side. They are inputs of a
 * game that belong to a draw of data, so a fake is asked for what is known of the real item in its place.
 *
 *   y = [one-hot class | 2 (a − min) / (max − min) − 1]        [N, K + A]
 *
 * Attributes stand in a game's inputs in the units of the data; the graph scales them, so that whoever samples, and
 * whoever opens an exported generator, speaks of years or grams too.
 */
import type { Attribute } from "../base/attribute.ts";
import type { Shape } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import { oneHot } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { concat, constant, mul, sub } from "../graph/primitives.ts";
import type { GameInput, Nodes, PlayerHandle } from "./game.ts";

export interface Condition {
  /** K, where players are told classes; 0, by default, for none. */
  readonly classes?: number;
  /** The attributes that players are told; none by default. */
  readonly attributes?: readonly Attribute[];
}

/** How many numbers y has; 0 where nothing is told. */
export const conditionLength = ({ classes = 0, attributes = [] }: Condition): number => classes + attributes.length;

/** The inputs that a condition asks for: `label`, `attributes`. @param items the data input they belong to @param shape of its batch */
export function conditionInputs(
  { classes = 0, attributes = [] }: Condition,
  items: string,
  shape: Shape,
): Record<string, GameInput> {
  const count = shape[0] as number;
  return {
    ...(classes > 0 && { label: labelInput(items, shape) }),
    ...(attributes.length > 0 && {
      attributes: { kind: "attributes", shape: [count, attributes.length], of: items, columns: attributes } as const,
    }),
  };
}

/** @param items the data input they belong to @param shape of its batch */
export const labelInput = (items: string, [count]: Shape): GameInput => ({
  kind: "labels",
  shape: [count as number],
  of: items,
});

/** y of the inputs `label` and `attributes`, `[N, K + A]`; null where nothing is told. */
export function conditionOf(
  { label, attributes: values }: Nodes,
  { classes = 0, attributes = [] }: Condition,
): Node | null {
  const parts = [
    ...(classes > 0 ? [oneHot(label as Node, classes)] : []),
    ...(attributes.length > 0 ? [scaled(values as Node, attributes)] : []),
  ];
  return parts.length === 0 ? null : parts.length === 1 ? (parts[0] as Node) : concat(parts, 1);
}

/** Each column from its range to [−1, 1]. min is taken away first: years apart are exact, however far from 0. */
function scaled(values: Node, columns: readonly Attribute[]): Node {
  const row = (of: (column: Attribute) => number): Node =>
    constant(floatTensor([1, columns.length], Float32Array.from(columns, of)));
  const fromLeast = sub(
    values,
    row(({ min }) => min),
  );
  return sub(
    mul(
      fromLeast,
      row(({ min, max }) => 2 / (max - min)),
    ),
    1,
  );
}

/** G(z), or G(z | y): of the inputs `z`, `label` and `attributes`. */
export function drawnSamples(G: PlayerHandle, inputs: Nodes, condition: Condition): Node {
  const y = conditionOf(inputs, condition);
  return y === null ? G(inputs.z as Node) : G(inputs.z as Node, y);
}
