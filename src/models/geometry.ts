/** @file Kernels, strides and paddings as people write them: one number, or one for each direction. */
import type { ConvGeometry } from "../graph/node.ts";

/** One number for both directions, or `[vertical, horizontal]`. */
export type Pair = number | readonly [number, number];
/** One number for all sides, `[vertical, horizontal]`, or `[top, left, bottom, right]`. */
export type Padding = Pair | ConvGeometry["padding"];

/** @property stride 1 by default @property padding 0 by default @property dilation 1 by default */
export interface GeometryOptions {
  readonly stride?: Pair;
  readonly padding?: Padding;
  readonly dilation?: Pair;
}

export const pairOf = (pair: Pair): readonly [number, number] => (typeof pair === "number" ? [pair, pair] : pair);

function paddingOf(padding: Padding): ConvGeometry["padding"] {
  if (typeof padding !== "number" && padding.length === 4) return padding;
  const [vertical, horizontal] = pairOf(padding);
  return [vertical, horizontal, vertical, horizontal];
}

export const geometryOf = ({ stride = 1, padding = 0, dilation = 1 }: GeometryOptions): ConvGeometry => ({
  stride: pairOf(stride),
  padding: paddingOf(padding),
  dilation: pairOf(dilation),
});
