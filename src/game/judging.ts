/** @file What D says of several batches, in one pass where it judges each example by itself. */
import { sameShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { concat, sliceAxis } from "../graph/primitives.ts";
import type { PlayerHandle } from "./game.ts";

/** What D is called on: the samples, and their labels where it is told them. */
export type Shown = readonly [Node, ...Node[]];

/**
 * Joined, there are products of more rows and fewer operations; apart, where the batches are not alike, or D would see
 * one with the other.
 * @returns D's output on each batch
 */
export function judgedTogether(D: PlayerHandle, batches: readonly [Shown, ...Shown[]]): Node[] {
  const [first] = batches;
  const shapes = first.map(({ shape }) => shape);
  const alike = batches.every((batch) => batch.every(({ shape }, i) => sameShape(shape, shapes[i] ?? [])));
  if (!alike || D.rowwise?.(...shapes) !== true) return batches.map((batch) => D(...batch));
  const count = first[0].shape[0] as number;
  const judged = D(
    ...first.map((_, i) =>
      concat(
        batches.map((batch) => batch[i] as Node),
        0,
      ),
    ),
  );
  return batches.map((_, i) => sliceAxis(judged, 0, i * count, (i + 1) * count));
}
