/** @file One value a channel, laid beside a tensor whose second axis is the channels. */
import type { Node } from "../graph/node.ts";
import { reshape } from "../graph/primitives.ts";

/** `[C]` → `[1, C, 1, …]` with as many axes as `like` has. */
export const alongChannels = (values: Node, like: Node): Node =>
  reshape(
    values,
    like.shape.map((_, axis) => (axis === 1 ? (values.shape[0] as number) : 1)),
  );

/** All axes but the channels. */
export const axesBesideChannels = (x: Node): number[] => x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
