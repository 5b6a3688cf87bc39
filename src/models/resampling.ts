/** @file Images at an integer multiple or fraction of their size. No parameters, so no scope. */

import { GantryError } from "../base/error.ts";
import { checkShape } from "../base/shape.ts";
import { averagePool, resizeBilinear, resizeNearest } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";

/** @property scale how many times larger, 2 by default @property mode `nearest` by default */
export interface UpsampleOptions {
  readonly scale?: number;
  readonly mode?: "nearest" | "bilinear";
}

/** @property scale how many times smaller, 2 by default @property mode `average` (of each tile) by default */
export interface DownsampleOptions {
  readonly scale?: number;
  readonly mode?: "average" | "nearest" | "bilinear";
}

/** @param x `[N, C, H, W]` @returns `[N, C, scale·H, scale·W]` @throws E110 for another rank */
export function upsample(x: Node, { scale = 2, mode = "nearest" }: UpsampleOptions = {}): Node {
  checkShape("upsample.x", x.shape, [null, null, null, null]);
  const [height, width] = x.shape.slice(2) as [number, number];
  const resize = mode === "nearest" ? resizeNearest : resizeBilinear;
  return resize(x, [height * scale, width * scale]);
}

/** @param x `[N, C, H, W]` @returns `[N, C, H/scale, W/scale]` @throws E110, E112 where the scale does not divide */
export function downsample(x: Node, { scale = 2, mode = "average" }: DownsampleOptions = {}): Node {
  checkShape("downsample.x", x.shape, [null, null, null, null]);
  const [height, width] = x.shape.slice(2) as [number, number];
  if (height % scale !== 0 || width % scale !== 0) {
    throw new GantryError("E112", {
      where: "downsample.x",
      expected: `height and width divisible by ${scale}`,
      got: `${height}×${width}`,
    });
  }
  if (mode === "average") return averagePool(x, { kernel: [scale, scale] });
  const resize = mode === "nearest" ? resizeNearest : resizeBilinear;
  return resize(x, [height / scale, width / scale]);
}
