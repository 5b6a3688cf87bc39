/**
 * @file Bilinear resizing as TensorFlow 1 did it (`resize_bilinear` without `align_corners` and without half-pixel
 * centres), which the first FID and Inception Score computed in their graph:
 *
 *   output i lies at i·from/to; it mixes the inputs ⌊i·from/to⌋ and the one after it (at most the last)
 *
 * Images move by up to half a pixel to the upper left, and shrinking leaves pixels out. It is here so that published
 * numbers can be met, and for nothing else.
 */
import { checkShape } from "../base/shape.ts";
import { type Tensor, tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../graph/primitives.ts";
import { type ImageSize, resample } from "../graph/resampling.ts";

/** In float32 throughout, as TensorFlow computed where an output lies. @returns `[to, from]` */
function weights(from: number, to: number): Tensor<"float32"> {
  const data = new Float32Array(to * from);
  const step = Math.fround(from / to);
  for (let i = 0; i < to; i += 1) {
    const at = Math.fround(i * step);
    const low = Math.min(Math.floor(at), from - 1);
    const high = Math.min(low + 1, from - 1);
    const share = Math.fround(at - low);
    data[i * from + low] = 1 - share;
    data[i * from + high] = (data[i * from + high] as number) + share;
  }
  return tensor("float32", [to, from], data);
}

/** @param x `[N, C, H, W]` @returns `[N, C, ...size]` */
export function resizeTf1(x: Node, [height, width]: ImageSize): Node {
  checkShape("resizeTf1", x.shape, [null, null, null, null]);
  const [, , h, w] = x.shape as [number, number, number, number];
  return resample(x, constant(weights(h, height)), constant(weights(w, width)));
}
