/**
 * @file R3GAN's networks: residual, without normalisation, G and D each other's mirror.
 *
 *   G: z → basis e×e, weighted by a linear map of z → blocks → (1×1, bilinear ×2 → blocks)… → 1×1 → tanh
 *   D: 1×1 → (blocks → bilinear ÷2, 1×1)… → blocks → one weight for each channel and place, summed → linear → one value
 *
 * Each stage has the same number of blocks (`fixup-block.ts`), e is 4 to 7 pixels, and channels double with each halving,
 * up to 4·width. The 1×1 convolution of a transition is there where the channels change; it commutes with resampling, and
 * stands on the side of the smaller image. Bilinear shrinking by two is the mean of each tile.
 *
 * Huang, Gokaslan, Kuleshov & Tompkin, "The GAN is dead; long live the GAN! A modern baseline GAN", 2025,
 * https://arxiv.org/abs/2501.05441, §4. Ours are the paper's with plain 3×3 convolutions in a bottleneck of a quarter of
 * the channels (its configuration D; configuration E widens the bottleneck and divides it into groups), and a tanh.
 */
import { checkShape } from "../base/shape.ts";
import { sum } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { mul, reshape, tanh } from "../graph/primitives.ts";
import { conv2d } from "./conv2d.ts";
import { fixupBlock } from "./fixup-block.ts";
import { checkCount, halvingsOf } from "./image-sizes.ts";
import { heNormal, normal } from "./initialisers.ts";
import { linear } from "./linear.ts";
import { withProjection } from "./projection.ts";
import { downsample, upsample } from "./resampling.ts";
import type { Initialiser, Network, Scope } from "./scope.ts";

/**
 * @property size height and width of the image: 4, 5, 6 or 7 times a power of two, 8 or more
 * @property channels of the image @property width channels next to the image, 64 by default
 * @property blocks in each stage, 2 by default
 */
export interface R3ganOptions {
  readonly size: number;
  readonly channels: number;
  readonly width?: number;
  readonly blocks?: number;
}

/** Keeps the variance of what it is given: 1/fan in. */
const keeping: Initialiser = heNormal({ slope: 1 });

/** Channels at `size`, `size`/2, …, from the image inwards, and what a stage's blocks are told. */
interface Plan {
  readonly innermost: number;
  readonly widths: readonly [number, ...number[]];
  readonly stage: (scope: Scope, x: Node) => Node;
}

function planOf({ size, channels, width = 64, blocks = 2 }: R3ganOptions): Plan {
  checkCount("r3gan.channels", channels);
  checkCount("r3gan.width", width);
  checkCount("r3gan.blocks", blocks);
  const { innermost, count } = halvingsOf("r3gan.size", size);
  const all = blocks * (count + 1);
  return {
    innermost,
    widths: [width, ...Array.from({ length: count }, (_, i) => width * Math.min(4, 2 ** (i + 1)))],
    stage: (scope, x) => {
      const bottleneck = Math.ceil((x.shape[1] as number) / 4);
      return Array.from({ length: blocks }, (_, i) => `block${i + 1}`).reduce(
        (h, name) => fixupBlock(scope.child(name), h, { bottleneck, blocks: all }),
        x,
      );
    },
  };
}

/** A 1×1 convolution, or nothing where the channels stay. */
const toChannels = (scope: Scope, x: Node, out: number): Node =>
  x.shape[1] === out ? x : conv2d(scope, x, { out, kernel: 1, bias: false, initialiser: keeping });

/**
 * G. Layers `basis`, `stage0` (innermost), `up1`, `stage1`, …, `image`.
 *
 * @returns a network from z `[N, zDim]` to `[N, channels, size, size]` in (−1, 1) @throws E112, E114
 */
export function r3ganGenerator(options: R3ganOptions): Network {
  const { innermost, widths, stage } = planOf(options);
  const [deepest, ...others] = widths.toReversed() as [number, ...number[]];
  return (scope, z) => {
    checkShape("r3ganGenerator.z", z.shape, [null, null]);
    let h = stage(scope.child("stage0"), basis(scope.child("basis"), z, [deepest, innermost, innermost]));
    others.forEach((out, i) => {
      const enlarged = upsample(toChannels(scope.child(`up${i + 1}`), h, out), { mode: "bilinear" });
      h = stage(scope.child(`stage${i + 1}`), enlarged);
    });
    return tanh(conv2d(scope.child("image"), h, { out: options.channels, kernel: 1, initialiser: keeping }));
  };
}

/** Images that are learnt, each as strong as z says. @param z `[N, zDim]` @returns `[N, C, e, e]` */
function basis(scope: Scope, z: Node, [channels, height, width]: readonly [number, number, number]): Node {
  const images = scope.parameter("images", [channels, height, width], normal({ standardDeviation: 1 }));
  const strength = linear(scope, z, { out: channels, bias: false, initialiser: keeping }); // [N, C]
  return mul(reshape(strength, [z.shape[0] as number, channels, 1, 1]), images);
}

/**
 * D. Layers `image`, `stage0` (outermost), `down1`, `stage1`, …, `head`.
 *
 * @returns a network from images `[N, channels, size, size]` to values `[N, 1]`; it takes one-hot labels `[N, K]` too
 * (`withProjection`) @throws E112, E114
 */
export function r3ganDiscriminator(options: R3ganOptions): Network {
  const { size, channels } = options;
  const { widths, stage } = planOf(options);
  const [first, ...others] = widths;
  return (scope, image, label) => {
    checkShape("r3ganDiscriminator.image", image.shape, [null, channels, size, size]);
    const opened = conv2d(scope.child("image"), image, { out: first, kernel: 1, initialiser: keeping });
    let h = stage(scope.child("stage0"), opened);
    others.forEach((out, i) => {
      h = stage(scope.child(`stage${i + 1}`), toChannels(scope.child(`down${i + 1}`), downsample(h), out));
    });
    const head = scope.child("head");
    const features = pooled(head, h);
    return withProjection(scope, linear(head.child("out"), features, { out: 1, initialiser: keeping }), features, {
      label,
    });
  };
}

/** A convolution of each channel by itself over the whole image. @param h `[N, C, e, e]` @returns `[N, C]` */
function pooled(scope: Scope, h: Node): Node {
  const [, ...shape] = h.shape as [number, number, number, number];
  const places = (shape[1] as number) * (shape[2] as number);
  const weight = scope.parameter("weight", shape, normal({ standardDeviation: 1 / Math.sqrt(places) }));
  return sum(mul(h, weight), [2, 3]);
}
