/** @file A D that answers with more than a logit: classes, codes. Its output is `[N, 1 + heads]`, the logit first. */
import { sameShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { concat, sliceAxis } from "../graph/primitives.ts";
import type { PlayerHandle } from "./game.ts";

/** @property logit `[N, 1]` @property heads `[N, H]`, everything else D answers */
export interface Answer {
  readonly logit: Node;
  readonly heads: Node;
}

/** @param output `[N, 1 + H]` */
export const answerOf = (output: Node): Answer => ({
  logit: sliceAxis(output, 1, 0, 1),
  heads: sliceAxis(output, 1, 1, output.shape[1] as number),
});

/** D's outputs on both, in one pass where it treats each image by itself: half as many operations. */
export function onBoth(D: PlayerHandle, real: Node, fake: Node): readonly [Node, Node] {
  if (!sameShape(real.shape, fake.shape) || D.rowwise?.(real.shape) !== true) return [D(real), D(fake)];
  const count = real.shape[0] as number;
  const both = D(concat([real, fake], 0));
  return [sliceAxis(both, 0, 0, count), sliceAxis(both, 0, count, 2 * count)];
}
