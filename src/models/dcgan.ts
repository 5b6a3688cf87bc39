/**
 * @file DCGAN's networks: strided convolutions all the way, no pooling, no hidden dense layers.
 *
 *   G: z → e×e×8w → … → size×size×channels, ReLU, tanh at the end        D: the way back, LeakyReLU .2, one logit
 *
 * Each stage doubles (G) or halves (D) the image; channels double with every halving, up to 8·width. Batch norm follows
 * each layer but G's last and D's first. Weights N(0, .02²), γ N(1, .02²), no biases. Images of 7·2ⁿ pixels take one
 * stage more, between 7 and 4. D may have another norm, or none and biases instead, and spectral norm: a critic under a
 * gradient penalty is to judge each image by itself, which batch norm prevents.
 *
 * Radford, Metz & Chintala, 2016, https://arxiv.org/abs/1511.06434, with the PyTorch example's details. At width 64 and
 * 64×64×3 the shapes are that example's: 3,576,704 parameters in G, 2,765,568 in D.
 *
 * The example writes G's first layer as a transposed convolution of a 1×1 image and D's last as a convolution over the
 * whole image. Both touch each weight once for each sample, which is a matrix product: the weights keep their
 * convolution shape, so that trained ones can be exchanged, and are used as matrices, which spares the runtime the
 * unfolding of images of one pixel.
 */
import { checkShape } from "../base/shape.ts";
import { flatten, relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { leakyRelu, matmul, reshape, tanh } from "../graph/primitives.ts";
import { batchNorm } from "./batch-norm.ts";
import { convTranspose2d } from "./conv-transpose2d.ts";
import { conv2d } from "./conv2d.ts";
import { checkCount, halvingsOf } from "./image-sizes.ts";
import { normal } from "./initialisers.ts";
import { type Minibatch, withMinibatch } from "./minibatch.ts";
import { type NormName, normalise } from "./normalisation.ts";
import { withProjection } from "./projection.ts";
import type { Initialiser, Network, Scope } from "./scope.ts";
import { spectralNorm } from "./spectral-norm.ts";

/**
 * @property size height and width of the image: 4, 5, 6 or 7 times a power of two (16, 28, 32, 48, 64, 96, 128, …)
 * @property channels 1 grey, 3 RGB, 4 RGBA @property width channels next to the image, 64 by default
 * @property kernel 3, 4 or 5; 4 by default
 */
export interface DcganOptions {
  readonly size: number;
  readonly channels: number;
  readonly width?: number;
  readonly kernel?: Kernel;
}

const weights: Initialiser = normal({ standardDeviation: 0.02 });
const gamma: Initialiser = normal({ standardDeviation: 0.02, mean: 1 });

const norm = (scope: Scope, x: Node): Node => batchNorm(scope, x, { initialiser: gamma });

/**
 * @property norm of D's layers but the first, `batch` by default; with `none` its layers have biases
 * @property spectral whether D's weights are divided by their largest singular values, false by default
 * @property minibatch how D is told of the rest of the batch, `none` by default
 * @property outputs how many numbers D answers with, 1 by default: a logit, and what a game's other heads need
 */
export interface DcganDiscriminatorOptions extends DcganOptions {
  readonly norm?: NormName;
  readonly spectral?: boolean;
  readonly outputs?: number;
  readonly minibatch?: Minibatch;
}

/**
 * One halving, or doubling.
 * @property outer extent of the image before it
 * @property inner after it
 * @property width channels after it
 */
export interface DcganStage {
  readonly outer: number;
  readonly inner: number;
  readonly width: number;
}

/** The stages from the image inwards. @throws E112, E114 */
export function dcganStages({ size, channels, width = 64 }: DcganOptions): readonly [DcganStage, ...DcganStage[]] {
  checkCount("dcgan.channels", channels);
  checkCount("dcgan.width", width);
  const { innermost, count } = halvingsOf("dcgan.size", size);
  const stageAt = (i: number): DcganStage => {
    const outer = size / 2 ** i;
    return { outer, inner: i < count ? outer / 2 : 4, width: width * Math.min(8, 2 ** i) };
  };
  return [stageAt(0), ...Array.from({ length: innermost < 7 ? count - 1 : count }, (_, i) => stageAt(i + 1))];
}

type Kernel = 3 | 4 | 5;

/** Halves an extent, rounding up: an even kernel takes a row of zeros more behind an odd extent. */
function halving(kernel: Kernel, { outer }: DcganStage) {
  const [before, after] = [Math.floor((kernel - 1) / 2), Math.floor((kernel - 1) / 2) + (kernel === 4 ? outer % 2 : 0)];
  return { kernel, stride: 2, padding: [before, before, after, after], bias: false, initialiser: weights } as const;
}

/** The way back. Where an odd kernel halved an even extent, the output padding names the row it left. */
const doubling = (kernel: Kernel, stage: DcganStage) => ({
  ...halving(kernel, stage),
  outputPadding: stage.outer % 2 === 0 ? kernel % 2 : 0,
});

/**
 * G. Layers `project`, `up1`, `up2`, …, `image`.
 *
 * @returns a network from z `[N, zDim]` to `[N, channels, size, size]` in (−1, 1) @throws E114 for other sizes
 */
export function dcganGenerator(options: DcganOptions): Network {
  const { channels, kernel = 4 } = options;
  const [image, ...inner] = dcganStages(options);
  const innermost = inner.at(-1) ?? image;
  return (scope, z) => {
    const first = scope.child("project");
    let h = relu(norm(first.child("norm"), project(first, z, innermost)));
    inner.toReversed().forEach((stage, i) => {
      const here = scope.child(`up${i + 1}`);
      const out = inner[inner.length - 2 - i]?.width ?? image.width;
      h = relu(norm(here.child("norm"), convTranspose2d(here, h, { ...doubling(kernel, stage), out })));
    });
    return tanh(convTranspose2d(scope.child("image"), h, { ...doubling(kernel, image), out: channels }));
  };
}

/** A transposed convolution of z as a 1×1 image. @param z `[N, zDim]` @returns `[N, width, inner, inner]` */
function project(scope: Scope, z: Node, { width, inner }: DcganStage): Node {
  checkShape("dcganGenerator.z", z.shape, [null, null]);
  const weight = scope.parameter("weight", [z.shape[1] as number, width, inner, inner], weights);
  return reshape(matmul(z, flatten(weight)), [z.shape[0] as number, width, inner, inner]);
}

/**
 * D. Layers `down1`, `down2`, …, `logit`.
 *
 * @returns a network from images `[N, channels, size, size]` to logits `[N, outputs]`; with one output it takes one-hot
 * labels `[N, K]` too (`withProjection`) @throws E114 for other sizes
 */
export function dcganDiscriminator(options: DcganDiscriminatorOptions): Network {
  const {
    size,
    channels,
    kernel = 4,
    norm: name = "batch",
    spectral = false,
    outputs = 1,
    minibatch = "none",
  } = options;
  const normed = (scope: Scope, x: Node): Node => (name === "batch" ? norm(scope, x) : normalise(name, scope, x));
  const stages = dcganStages(options);
  return (scope, image, label) => {
    checkShape("dcganDiscriminator.image", image.shape, [null, channels, size, size]);
    let h = image;
    stages.forEach((stage, i) => {
      const here = scope.child(`down${i + 1}`);
      const layer = { ...halving(kernel, stage), out: stage.width, bias: name === "none", spectral };
      const convolved = conv2d(here, h, layer);
      h = leakyRelu(i === 0 ? convolved : normed(here.child("norm"), convolved), 0.2);
    });
    const seen = withMinibatch(minibatch, scope.child("minibatch"), h);
    return withProjection(scope, judge(scope.child("logit"), seen, { spectral, outputs }), h, { label, spectral });
  };
}

/** A convolution over the whole image. @param h `[N, C, e, e]` or `[N, A]` @returns `[N, outputs]` */
function judge(scope: Scope, h: Node, { spectral, outputs }: { spectral: boolean; outputs: number }): Node {
  const plain = scope.parameter("weight", [outputs, ...h.shape.slice(1)], weights);
  const weight = spectral ? spectralNorm(scope, plain) : plain;
  return matmul(flatten(h), flatten(weight), { transposeB: true });
}
