/**
 * @file Images as a network wants them: its channels, its size, its range. As graph, so that the runtime computes it.
 *
 *   v = clip((x + 1)/2, 0, 1)      x in [−1, 1], as datasets and generators give it
 *
 * Grey from colour is the luminance of linear light (Rec. 709: .2126 R + .7152 G + .0722 B), encoded as sRGB again, as
 * `data` does for files; grey as colour is three times the same. Transparency is laid on white. Resizing stretches to
 * the network's height and width with the triangle kernel: bilinear, and when shrinking widened with the factor, so
 * that no pixel is left out (Pillow's `BILINEAR`, PyTorch's `antialias`).
 */
import { clip } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, broadcastTo, greater, mul, pow, select, sliceAxis, sub } from "../graph/primitives.ts";
import { type ImageSize, resizeBilinear } from "../graph/resampling.ts";

/** @property channels 1 grey, 3 colour */
export interface ImageNeeds {
  readonly channels: 1 | 3;
  readonly size: ImageSize;
}

/** @param images `[N, C, H, W]` in [−1, 1], C 1, 3 or 4 @returns `[N, channels, ...size]` in [0, 1] */
export function preparedImages(images: Node, { channels, size }: ImageNeeds): Node {
  const unit = clip(add(mul(images, 0.5), 0.5), 0, 1);
  return resizeBilinear(withChannels(unit, channels), size, { antialias: true });
}

function withChannels(images: Node, channels: 1 | 3): Node {
  const [batch, given, height, width] = images.shape as [number, number, number, number];
  const opaque = given === 4 ? onWhite(images) : images;
  if (given === 1 || channels === 3) return broadcastTo(opaque, [batch, channels, height, width]);
  return luminance(opaque);
}

/** rgb·α + 1 − α */
function onWhite(images: Node): Node {
  const alpha = sliceAxis(images, 1, 3, 4);
  return add(mul(sliceAxis(images, 1, 0, 3), alpha), sub(1, alpha));
}

const WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/** @param images `[N, 3, H, W]` sRGB in [0, 1] @returns `[N, 1, H, W]` */
function luminance(images: Node): Node {
  const light = select(greater(images, 0.04045), pow(mul(add(images, 0.055), 1 / 1.055), 2.4), mul(images, 1 / 12.92));
  const parts = WEIGHTS.map((weight, channel) => mul(sliceAxis(light, 1, channel, channel + 1), weight));
  const grey = parts.reduce((sum, part) => add(sum, part));
  const safe = clip(grey, 1e-6, 1); // a power's base is > 0; below .0031308 its value is not taken
  return select(greater(grey, 0.0031308), sub(mul(pow(safe, 1 / 2.4), 1.055), 0.055), mul(grey, 12.92));
}
