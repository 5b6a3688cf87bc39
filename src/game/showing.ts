/**
 * @file A batch as D is shown it: through the views, packed, with what is known of it beside it.
 *
 * Packing lays m samples of one batch behind one another and lets D judge them as one, so that it sees at once whether
 * they are too much alike: Lin, Khetan, Fanti & Oh, "PacGAN", 2018, https://arxiv.org/abs/1712.04086. A pack holds
 * samples of one side alone.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { reshape } from "../graph/primitives.ts";
import { type Condition, conditionOf } from "./condition.ts";
import type { Nodes } from "./game.ts";
import type { Shown } from "./judging.ts";
import { type Side, seenThrough, type View } from "./view.ts";

/** `classes` and `attributes`: what both players are told. */
export interface Showing extends Condition {
  /** Of a batch of data: `[N, C, H, W]` or `[N, D]`. */
  readonly dataShape: Shape;
  /** How many samples D judges as one, 1 by default; a divisor of the batch. */
  readonly pack?: number;
  /** What both batches go through on their way to D. */
  readonly views?: readonly View[];
}

/** @returns of a batch as D is shown it @throws E116 for a pack that does not divide the batch */
export function shownShape({ dataShape, pack = 1 }: Showing): Shape {
  return packedShape(dataShape, pack);
}

/** `[N, C, …]` → `[N/m, m·C, …]` */
function packedShape([count, channels, ...rest]: Shape, pack: number): Shape {
  if (Number.isInteger(pack) && pack >= 1 && (count as number) % pack === 0) {
    return [(count as number) / pack, pack * (channels as number), ...rest];
  }
  throw new GantryError("E116", { where: "pack", batch: count as number, got: pack });
}

const packed = (x: Node, pack: number): Node => (pack === 1 ? x : reshape(x, packedShape(x.shape, pack)));

/** @returns how a batch of either side is shown; y is that of the inputs `label` and `attributes`, the same for both */
export function shower(
  { pack = 1, views = [], ...condition }: Showing,
  inputs: Nodes,
  controls: Nodes,
): (side: Side, x: Node) => Shown {
  return (side, x) => {
    const seen = packed(seenThrough(views, side, x, { inputs, controls }), pack);
    const y = conditionOf(inputs, condition); // [N, K + A]
    if (y === null) return [seen];
    return [seen, reshape(y, [seen.shape[0] as number, sizeOf(y.shape) / (seen.shape[0] as number)])];
  };
}
