/** @file A D that answers with more than a logit: classes, codes. Its output is `[N, 1 + heads]`, the logit first. */
import type { Node } from "../graph/node.ts";
import { sliceAxis } from "../graph/primitives.ts";

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
