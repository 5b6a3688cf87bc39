/**
 * @file BEGAN's networks: an autoencoder of 3×3 convolutions that judges images by how well it repeats them, and its
 * decoder, which is also the shape of G.
 *
 *   encoder  image → conv n → [conv, conv, halve] … → conv, conv → h         n, 2n, 3n, … channels, one n more a halving
 *   decoder  h → e×e×n → [conv, conv, double] … → conv, conv → conv → image  n channels throughout
 *
 * ELU after each convolution but the last, nothing after the linear maps to and from h, no norm, nothing at the end.
 * Halving is a convolution of stride 2 (the paper: "sub-sampling with stride 2"), doubling repeats pixels. The innermost
 * image has 5 to 8 pixels, 8 for powers of two, as in the paper.
 *
 * Berthelot, Schumm & Metz, "BEGAN: boundary equilibrium generative adversarial networks", 2017,
 * https://arxiv.org/abs/1703.10717, §3.1 and figure 1. Its skip connections and vanishing residuals are left out.
 */
import { checkShape } from "../base/shape.ts";
import { elu, flatten } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { reshape } from "../graph/primitives.ts";
import { conv2d } from "./conv2d.ts";
import { checkCount, halvingsOf } from "./image-sizes.ts";
import { linear } from "./linear.ts";
import { upsample } from "./resampling.ts";
import type { Network, Scope } from "./scope.ts";

/**
 * @property size height and width of the image: 5, 6, 7 or 8 times a power of two (16, 28, 32, 48, 64, …)
 * @property channels of the image @property width n, channels of the convolutions next to the image
 */
export interface DecoderOptions {
  readonly size: number;
  readonly channels: number;
  readonly width: number;
}

/** @property hidden length of h */
export interface AutoencoderOptions extends DecoderOptions {
  readonly hidden: number;
}

/** The innermost extent, and how often it is doubled. @throws E112, E114 */
function levelsOf({ size, channels, width }: DecoderOptions): { readonly extent: number; readonly doublings: number } {
  checkCount("autoencoder.channels", channels);
  checkCount("autoencoder.width", width);
  const { innermost, count } = halvingsOf("autoencoder.size", size);
  return innermost === 4 ? { extent: 8, doublings: count - 1 } : { extent: innermost, doublings: count };
}

/** A convolution that keeps the extent, or halves it, rounding nothing: extents are even where `stride` is 2. */
const convolved = (scope: Scope, x: Node, out: number, stride = 1): Node =>
  conv2d(scope, x, { out, kernel: 3, stride, padding: 1 });

/** Two convolutions of the same width. */
function pair(scope: Scope, x: Node, out: number): Node {
  const first = elu(convolved(scope.child("conv1"), x, out));
  return elu(convolved(scope.child("conv2"), first, out));
}

/**
 * G, and the second half of D. Layers `hidden`, `block0`, `block1`, …, `image`.
 *
 * @returns a network from `[N, h]` to `[N, channels, size, size]`, unbounded @throws E112, E114 for other sizes
 */
export function beganDecoder(options: DecoderOptions): Network {
  const { channels, width } = options;
  const { extent, doublings } = levelsOf(options);
  return (scope, h) => {
    checkShape("beganDecoder.h", h.shape, [null, null]);
    const flat = linear(scope.child("hidden"), h, { out: width * extent * extent });
    let y = pair(scope.child("block0"), reshape(flat, [h.shape[0] as number, width, extent, extent]), width);
    for (let level = 1; level <= doublings; level += 1) y = pair(scope.child(`block${level}`), upsample(y), width);
    return convolved(scope.child("image"), y, channels);
  };
}

/** Layers `image`, `block0`, `down1`, `block1`, …, `hidden`. @returns from images to `[N, hidden]` @throws E112, E114 */
export function beganEncoder(options: AutoencoderOptions): Network {
  const { size, channels, width, hidden } = options;
  checkCount("autoencoder.hidden", hidden);
  const { doublings } = levelsOf(options);
  return (scope, x) => {
    checkShape("beganEncoder.x", x.shape, [null, channels, size, size]);
    let y = pair(scope.child("block0"), elu(convolved(scope.child("image"), x, width)), width);
    for (let level = 1; level <= doublings; level += 1) {
      const out = width * (level + 1);
      y = pair(scope.child(`block${level}`), elu(convolved(scope.child(`down${level}`), y, out, 2)), out);
    }
    return linear(scope.child("hidden"), flatten(y), { out: hidden });
  };
}

/** D: `encoder`, then `decoder`. @returns a network from images to images of the same shape @throws E112, E114 */
export function beganAutoencoder(options: AutoencoderOptions): Network {
  const [encoder, decoder] = [beganEncoder(options), beganDecoder(options)];
  return (scope, x) => decoder(scope.child("decoder"), encoder(scope.child("encoder"), x));
}
