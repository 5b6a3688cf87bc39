/** @file Labels as an input of a game, and as players are told them. */
import type { Shape } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant, gather } from "../graph/primitives.ts";
import type { GameInput } from "./game.ts";

/** @param items the data input they belong to @param shape of its batch */
export const labelInput = (items: string, [count]: Shape): GameInput => ({
  kind: "labels",
  shape: [count as number],
  of: items,
});

/** @param labels int32 `[N]`, each in [0, classes) @returns `[N, classes]`: 1 at the label, else 0 */
export function oneHotLabels(labels: Node, classes: number): Node {
  const rows = Float32Array.from({ length: classes * classes }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0));
  return gather(constant(floatTensor([classes, classes], rows)), labels);
}
