/** @file Labels as an input of a game, and as players are told them. */
import type { Shape } from "../base/shape.ts";
import { oneHot } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import type { GameInput, Nodes, PlayerHandle } from "./game.ts";

/** @param items the data input they belong to @param shape of its batch */
export const labelInput = (items: string, [count]: Shape): GameInput => ({
  kind: "labels",
  shape: [count as number],
  of: items,
});

/** G(z), or with classes G(z | y): of the inputs `z` and `label`. */
export function drawnSamples(G: PlayerHandle, { z, label }: Nodes, classes: number): Node {
  return classes > 0 ? G(z as Node, oneHot(label as Node, classes)) : G(z as Node);
}
