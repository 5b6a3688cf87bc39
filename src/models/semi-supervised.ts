/**
 * @file The networks of the semi-supervised GAN on MNIST.
 *
 *   G: z → 500 → 500, softplus and batch norm → pixels, a sigmoid on a weight-normalised layer
 *   D: pixels → 1000 → 500 → 250 → 250 → 250, ReLU → K logits, weight norm, Gaussian noise σ .3 on pixels and .5 on
 *      hidden layers
 *
 * Salimans et al., "Improved techniques for training GANs", 2016, https://arxiv.org/abs/1606.03498. Both see pixels in
 * [0, 1] inside, as the paper's do, and in [−1, 1] outside.
 */
import { type Shape, sizeOf } from "../base/shape.ts";
import { flatten, relu } from "../graph/functions.ts";
import { add, concat, mul, reshape, sigmoid, softplus, sub } from "../graph/primitives.ts";
import { batchNorm } from "./batch-norm.ts";
import { gaussianNoise } from "./gaussian-noise.ts";
import { linear } from "./linear.ts";
import type { Network } from "./scope.ts";
import { weightNormLinear } from "./weight-norm.ts";

/** @property hidden units of each hidden layer, [500, 500] by default @property image `[C, H, W]` */
export interface SemiSupervisedGeneratorOptions {
  readonly hidden?: readonly number[];
  readonly image: Shape;
}

/** Layers `hidden0`, `hidden1`, `pixels`. @returns a network from z `[N, d]` to images `[N, C, H, W]` in [−1, 1] */
export function semiSupervisedGenerator({ hidden = [500, 500], image }: SemiSupervisedGeneratorOptions): Network {
  return (scope, z) => {
    let h = z;
    hidden.forEach((out, i) => {
      const layer = scope.child(`hidden${i}`);
      h = softplus(batchNorm(layer.child("norm"), linear(layer, h, { out, bias: false })));
    });
    const pixels = weightNormLinear(scope.child("pixels"), h, { out: sizeOf(image) });
    return reshape(sub(mul(sigmoid(pixels), 2), 1), [z.shape[0] as number, ...image]);
  };
}

/**
 * @property hidden units of each hidden layer, [1000, 500, 250, 250, 250] by default @property classes K
 * @property pixelNoise σ on pixels in [0, 1], .3 by default @property hiddenNoise σ on hidden layers, .5 by default
 */
export interface SemiSupervisedDiscriminatorOptions {
  readonly hidden?: readonly number[];
  readonly classes: number;
  readonly pixelNoise?: number;
  readonly hiddenNoise?: number;
}

/** Of a pixel that is uniform in [0, 1], as deep layers see it: its variance, for biases take the mean away. */
const PIXEL_MOMENT = 1 / 12;
/** Of ReLU(t), t ~ N(0, 1). */
const HIDDEN_MOMENT = 1 / 2;

/** 1/√(E[x²] + σ²): the g with which a unit of so noisy inputs begins at variance 1. */
const gainFor = (moment: number, noise: number): number => 1 / Math.sqrt(moment + noise ** 2);

/**
 * Layers `hidden0`, …, `out`. As in the authors' experiment the hidden layers' g is not learnt: a layer that could grow
 * would outgrow its noise.
 *
 * @returns a network from images `[N, C, H, W]` in [−1, 1] to `[N, K + F]`: the logits, then the last hidden layer
 */
export function semiSupervisedDiscriminator(options: SemiSupervisedDiscriminatorOptions): Network {
  const { hidden = [1000, 500, 250, 250, 250], classes, pixelNoise = 0.3, hiddenNoise = 0.5 } = options;
  return (scope, x) => {
    let h = mul(add(flatten(x), 1), 0.5);
    hidden.forEach((out, i) => {
      const first = i === 0;
      const deviation = first ? pixelNoise : hiddenNoise;
      const gain = gainFor(first ? PIXEL_MOMENT : HIDDEN_MOMENT, deviation);
      const noisy = gaussianNoise(scope, h, { deviation });
      h = relu(weightNormLinear(scope.child(`hidden${i}`), noisy, { out, gain, trained: false }));
    });
    const noisy = gaussianNoise(scope, h, { deviation: hiddenNoise });
    const gain = gainFor(HIDDEN_MOMENT, hiddenNoise);
    return concat([weightNormLinear(scope.child("out"), noisy, { out: classes, gain }), h], 1);
  };
}
