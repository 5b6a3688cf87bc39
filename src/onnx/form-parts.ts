/** @file What the forms of convolutions are made of: images turned and framed, and the constants that move them. */
import { tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant, pad, slice, transpose } from "../graph/primitives.ts";
import type { Quad } from "./convolution-choices.ts";

/** Constants are large and each is needed by several convolutions: made when first asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export const indices = (places: Int32Array<ArrayBuffer>): Node => constant(tensor("int32", [places.length], places));

export const toChannelsLast = (x: Node): Node => transpose(x, [0, 2, 3, 1]);
export const toChannelsFirst = (x: Node): Node => transpose(x, [0, 3, 1, 2]);

/** `[N, H, W, C]` among zeros, or cut, so that it has these extents. */
export function framed(
  x: Node,
  [top, left]: readonly [number, number],
  [height, width]: readonly [number, number],
): Node {
  const [N, H, W, C] = x.shape as Quad;
  const [h, w] = [Math.min(H, height - top), Math.min(W, width - left)];
  const kept = h === H && w === W ? x : slice(x, [0, 0, 0, 0], [N, h, w, C]);
  return pad(kept, [0, top, left, 0], [0, height - top - h, width - left - w, 0]);
}
