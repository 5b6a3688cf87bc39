/**
 * @file The residual networks of WGAN-GP and SNGAN.
 *
 *   G: z → dense e×e → blocks that double → batch norm, ReLU, 3×3 → tanh
 *   D: blocks that halve → blocks at one size → ReLU → mean (WGAN-GP) or sum (SNGAN) over pixels → one value
 *
 * Up to 32 pixels as in both papers' CIFAR-10 networks: one width throughout, D halves twice and has two blocks more.
 * Above, as SNGAN's for 128 pixels: channels double with each halving, up to 16·width, D halves down to e = 4 to 7
 * pixels and has one block more. The first block of D begins with its convolution. First weights are Glorot's, in blocks
 * √2 times that.
 *
 * Gulrajani et al., 2017, https://arxiv.org/abs/1704.00028, appendix; Miyato et al., 2018,
 * https://arxiv.org/abs/1802.05957, tables 4 and 5. At 32×32×3 and width 128 they are WGAN-GP's.
 */
import { checkShape } from "../base/shape.ts";
import { mean, relu, sum } from "../graph/functions.ts";
import { reshape, tanh } from "../graph/primitives.ts";
import { batchNorm } from "./batch-norm.ts";
import { conv2d } from "./conv2d.ts";
import { checkCount, halvingsOf } from "./image-sizes.ts";
import { glorotUniform } from "./initialisers.ts";
import { linear } from "./linear.ts";
import { type Minibatch, withMinibatch } from "./minibatch.ts";
import type { NormName } from "./normalisation.ts";
import { withProjection } from "./projection.ts";
import { type ResidualBlockOptions, residualBlock } from "./residual-block.ts";
import type { Network } from "./scope.ts";

/**
 * @property size height and width of the image: 4, 5, 6 or 7 times a power of two, 16 or more
 * @property channels of the image @property width channels next to the image, 128 by default
 */
export interface ResidualGanOptions {
  readonly size: number;
  readonly channels: number;
  readonly width?: number;
}

/**
 * @property norm in the blocks but the first, `none` by default
 * @property spectral whether weights are divided by their largest singular values, false by default
 * @property pool how pixels are put together, `mean` by default
 * @property minibatch how D is told of the rest of the batch, `none` by default
 */
export interface ResidualDiscriminatorOptions extends ResidualGanOptions {
  readonly norm?: NormName;
  readonly spectral?: boolean;
  readonly pool?: "mean" | "sum";
  readonly minibatch?: Minibatch;
}

const initialiser = glorotUniform();
const inBlocks = {
  ...{ initialiser: glorotUniform({ gain: Math.SQRT2 }), shortcutInitialiser: initialiser },
  shortcut: "learnt",
} as const;

/** Channels at `size`, `size`/2, …, from the image inwards. */
interface Plan {
  readonly innermost: number;
  readonly widths: readonly [number, ...number[]];
  readonly small: boolean;
}

function planOf({ size, channels, width = 128 }: ResidualGanOptions): Plan {
  checkCount("residualGan.channels", channels);
  checkCount("residualGan.width", width);
  const { innermost, count } = halvingsOf("residualGan.size", size);
  const small = size <= 32;
  const widthAfter = (halvings: number): number => (small ? width : width * Math.min(16, 2 ** halvings));
  return { innermost, small, widths: [width, ...Array.from({ length: count }, (_, i) => widthAfter(i + 1))] };
}

/**
 * G. Layers `project`, `up1`, `up2`, …, `norm`, `image`.
 *
 * @returns a network from z `[N, zDim]` to `[N, channels, size, size]` in (−1, 1) @throws E112, E114
 */
export function residualGenerator(options: ResidualGanOptions): Network {
  const { innermost, widths } = planOf(options);
  return (scope, z) => {
    checkShape("residualGenerator.z", z.shape, [null, null]);
    const [deepest, ...others] = widths.toReversed() as [number, ...number[]];
    const start = linear(scope.child("project"), z, { out: deepest * innermost ** 2, initialiser });
    let h = reshape(start, [z.shape[0] as number, deepest, innermost, innermost]);
    others.forEach((out, i) => {
      h = residualBlock(scope.child(`up${i + 1}`), h, { ...inBlocks, out, resample: "up", norm: "batch" });
    });
    const last = relu(batchNorm(scope.child("norm"), h));
    return tanh(conv2d(scope.child("image"), last, { out: options.channels, kernel: 3, padding: 1, initialiser }));
  };
}

/**
 * D. Layers `down1`, `down2`, …, `level1`, …, `out`.
 *
 * @returns a network from images `[N, channels, size, size]` to values `[N, 1]` @throws E112, E114
 */
export function residualDiscriminator(options: ResidualDiscriminatorOptions): Network {
  const { size, channels, norm = "none", spectral = false, pool = "mean", minibatch = "none" } = options;
  const { small, widths } = planOf(options);
  const [first, ...others] = small ? widths.slice(0, 2) : widths.slice(0, -1);
  const deepest = widths.at(-1) as number;
  const block = { ...inBlocks, norm, spectral };
  const opening: ResidualBlockOptions = {
    ...block,
    out: first as number,
    resample: "down",
    opening: "plain",
    norm: "none",
  };
  return (scope, image, label) => {
    checkShape("residualDiscriminator.image", image.shape, [null, channels, size, size]);
    let h = residualBlock(scope.child("down1"), image, opening);
    others.forEach((out, i) => {
      h = residualBlock(scope.child(`down${i + 2}`), h, { ...block, out, resample: "down" });
    });
    for (let i = 1; i <= (small ? 2 : 1); i += 1)
      h = residualBlock(scope.child(`level${i}`), h, { ...block, out: deepest });
    const features = (pool === "mean" ? mean : sum)(relu(h), [2, 3]); // [N, C]
    const seen = withMinibatch(minibatch, scope.child("minibatch"), features);
    const logits = linear(scope.child("out"), seen, { out: 1, initialiser, spectral });
    return withProjection(scope, logits, features, { label, spectral });
  };
}
