/**
 * @file SNGAN's standard convolutional networks: D alternates a 3×3 convolution that widens with a 4×4 one that halves,
 * and every weight of it has spectral norm 1.
 *
 *   D: 3×3 w, 4×4↓ w, 3×3 2w, 4×4↓ 2w, 3×3 4w, 4×4↓ 4w, … 3×3, LeakyReLU .1 → dense → one value
 *   G: z → dense e×e → 4×4↑, … 4×4↑ w, batch norm, ReLU → 3×3 → tanh
 *
 * Miyato et al., 2018, https://arxiv.org/abs/1802.05957, table 3, which has 32 and 48 pixels at w = 64; here any size of 4
 * to 7 times a power of two, halved until 4 to 7 pixels are left, and no layer wider than 8w. First weights are Glorot's.
 */
import { checkShape } from "../base/shape.ts";
import { flatten, relu } from "../graph/functions.ts";
import { leakyRelu, reshape, tanh } from "../graph/primitives.ts";
import { batchNorm } from "./batch-norm.ts";
import { convTranspose2d } from "./conv-transpose2d.ts";
import { conv2d } from "./conv2d.ts";
import { checkCount, type Halvings, halvingsOf } from "./image-sizes.ts";
import { glorotUniform } from "./initialisers.ts";
import { linear } from "./linear.ts";
import { type Minibatch, withMinibatch } from "./minibatch.ts";
import { type NormName, normalise } from "./normalisation.ts";
import { withProjection } from "./projection.ts";
import type { Network } from "./scope.ts";

/**
 * @property size height and width of the image: 4, 5, 6 or 7 times a power of two, 8 or more
 * @property channels of the image @property width channels next to the image, 64 by default
 */
export interface SnganOptions {
  readonly size: number;
  readonly channels: number;
  readonly width?: number;
}

/**
 * @property spectral whether weights are divided by their largest singular values, true by default
 * @property norm after each convolution but the first, `none` by default
 * @property minibatch how D is told of the rest of the batch, `none` by default
 */
export interface SnganDiscriminatorOptions extends SnganOptions {
  readonly spectral?: boolean;
  readonly norm?: NormName;
  readonly minibatch?: Minibatch;
}

const initialiser = glorotUniform();
const halving = { kernel: 4, stride: 2, padding: 1, initialiser } as const;
const level = { kernel: 3, padding: 1, initialiser } as const;

interface Plan extends Halvings {
  readonly width: number;
}

function checked({ size, channels, width = 64 }: SnganOptions): Plan {
  checkCount("sngan.channels", channels);
  checkCount("sngan.width", width);
  return { ...halvingsOf("sngan.size", size), width };
}

/** After `halvings` of them. */
const widthAfter = (width: number, halvings: number): number => width * Math.min(8, 2 ** halvings);

/**
 * D. Layers `level0`, `down0`, `level1`, `down1`, …, `out`.
 *
 * @returns a network from images `[N, channels, size, size]` to values `[N, 1]` @throws E112, E114
 */
export function snganDiscriminator(options: SnganDiscriminatorOptions): Network {
  const { size, channels, spectral = true, norm = "none", minibatch = "none" } = options;
  const layers = discriminatorLayers(checked(options));
  return (scope, image, label) => {
    checkShape("snganDiscriminator.image", image.shape, [null, channels, size, size]);
    let h = image;
    layers.forEach(({ name, ...layer }, i) => {
      const here = scope.child(name);
      const plain = i === 0 || norm === "none";
      const y = conv2d(here, h, { ...layer, spectral, bias: plain });
      h = leakyRelu(plain ? y : normalise(norm, here.child("norm"), y), 0.1);
    });
    const seen = withMinibatch(minibatch, scope.child("minibatch"), h);
    const logits = linear(scope.child("out"), flatten(seen), { out: 1, initialiser, spectral });
    return withProjection(scope, logits, h, { label, spectral });
  };
}

/** Pairs of one that widens and one that halves, and one that widens at the end. */
function discriminatorLayers({ count, width }: Plan) {
  const pairs = Array.from({ length: count }, (_, i) => {
    const out = widthAfter(width, i);
    return [
      { name: `level${i}`, ...level, out },
      { name: `down${i}`, ...halving, out },
    ];
  });
  return [...pairs.flat(), { name: `level${count}`, ...level, out: widthAfter(width, count) }];
}

/**
 * G. Layers `project`, `up1`, `up2`, …, `image`.
 *
 * @returns a network from z `[N, zDim]` to `[N, channels, size, size]` in (−1, 1) @throws E112, E114
 */
export function snganGenerator(options: SnganOptions): Network {
  const { count, innermost, width } = checked(options);
  return (scope, z) => {
    checkShape("snganGenerator.z", z.shape, [null, null]);
    const deepest = widthAfter(width, count);
    const start = linear(scope.child("project"), z, { out: deepest * innermost ** 2, initialiser });
    let h = reshape(start, [z.shape[0] as number, deepest, innermost, innermost]);
    for (let i = count - 1; i >= 0; i -= 1) {
      const here = scope.child(`up${count - i}`);
      const wider = convTranspose2d(here, h, { ...halving, out: widthAfter(width, i), bias: false });
      h = relu(batchNorm(here.child("norm"), wider));
    }
    return tanh(conv2d(scope.child("image"), h, { ...level, out: options.channels }));
  };
}
