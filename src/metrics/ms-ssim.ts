/**
 * @file Multi-scale structural similarity, and how alike a generator's images are by it.
 *
 *   l = (2 μx μy + C₁) / (μx² + μy² + C₁)      cs = (2 σxy + C₂) / (σx² + σy² + C₂)      C_i = (K_i · range)²
 *   MS-SSIM(x, y) = l_M^w_M · Π cs_j^w_j        l, cs averaged over the image at scale j, each scale half the last
 *
 * Wang, Simoncelli & Bovik, "Multiscale structural similarity for image quality assessment", 2003: K = .01, .03,
 * an 11 × 11 Gaussian window of σ 1.5, weights .0448, .2856, .3001, .2363, .1333. As a measure of diversity, the mean
 * over random pairs within a class, Odena, Olah & Shlens, 2017, https://arxiv.org/abs/1610.09585: a high mean says
 * that images are alike, and 1 that they are one. It is read beside the same mean over real images.
 *
 * Where conventions differ: the window is laid only where it fits; images are halved by the mean of 2 × 2 pixels, an odd
 * last row or column is dropped; a negative mean of l or cs counts as 0; channels are scored one by one and averaged.
 * Five scales need 176 pixels a side. Smaller images drop the coarsest scales that do not hold the window, and the
 * weights left are divided by their sum: 32 pixels leave two scales (.0448, .2856 → .136, .864), 64 leave three.
 * So values compare within one size only.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { randomSource } from "../base/random.ts";
import { checkFinite, checkSamples, rowOf } from "./samples.ts";

const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333] as const;
const WINDOW = 11;
const SIGMA = 1.5;

/** What images look like in memory: `[C, H, W]`, row-major. */
export type ImageShape = readonly [channels: number, height: number, width: number];

export interface MsSsimOptions {
  /** Largest less smallest value a pixel can have; 2 by default, for [−1, 1]. */
  readonly range?: number;
}

/**
 * Of two images.
 * @param a `[C·H·W]` @param b `[C·H·W]` @returns in [0, 1]; 1 for equal images
 * @throws E112 for images of another length or below 11 × 11 pixels, E707
 */
export function msSsim(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  shape: ImageShape,
  { range = 2 }: MsSsimOptions = {},
): number {
  const size = shape[0] * shape[1] * shape[2];
  for (const [name, image] of Object.entries({ a, b })) {
    const where = `msSsim.${name}`;
    if (image.length !== size) {
      throw new GantryError("E112", { where, expected: `${size} values`, got: String(image.length) });
    }
    checkFinite(where, image, size);
  }
  return similarity(Float64Array.from(a), Float64Array.from(b), shape, range, scaleWeights(shape));
}

/**
 * The weights of the scales that images of this size have, from fine to coarse; they add up to 1 (Wang's five as they
 * are add up to 1.0000 already). @throws E112 below 11 × 11 pixels
 */
export function scaleWeights([, height, width]: ImageShape): readonly number[] {
  const side = Math.min(height, width);
  const kept = WEIGHTS.filter((_, scale) => Math.floor(side / 2 ** scale) >= WINDOW);
  if (kept.length === 0) {
    const [expected, got] = [`at least ${WINDOW} × ${WINDOW} pixels`, `${height} × ${width}`];
    throw new GantryError("E112", { where: "msSsim", expected, got });
  }
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return kept.map((weight) => weight / total);
}

function similarity(
  a: Float64Array,
  b: Float64Array,
  [channels, height, width]: ImageShape,
  range: number,
  weights: readonly number[],
): number {
  const plane = height * width;
  let mean = 0;
  for (let c = 0; c < channels; c += 1) {
    let [x, y] = [a, b].map((image) => image.subarray(c * plane, (c + 1) * plane)) as [Float64Array, Float64Array];
    let [h, w, product] = [height, width, 1];
    weights.forEach((weight, scale) => {
      if (scale > 0) {
        [x, y] = [halved(x, h, w), halved(y, h, w)];
        [h, w] = [h >> 1, w >> 1];
      }
      const { luminance, structure } = compared(x, y, h, w, range);
      // the coarsest scale alone is compared in brightness: there as the mean of l · cs
      product *= Math.max(0, scale === weights.length - 1 ? luminance : structure) ** weight;
    });
    mean += product / channels;
  }
  return mean;
}

/** The mean of each 2 × 2 pixels. */
function halved(image: Float64Array, height: number, width: number): Float64Array {
  const [h, w] = [height >> 1, width >> 1];
  return Float64Array.from({ length: h * w }, (_, at) => {
    const start = 2 * Math.floor(at / w) * width + 2 * (at % w);
    const [above, below] = [start, start + width];
    const sum = (image[above] as number) + (image[above + 1] as number);
    return (sum + (image[below] as number) + (image[below + 1] as number)) / 4;
  });
}

/** Means over the image: `structure` of cs, `luminance` of l · cs. */
function compared(x: Float64Array, y: Float64Array, height: number, width: number, range: number) {
  const blur = (image: Float64Array) => blurred(image, height, width);
  const product = (a: Float64Array, b: Float64Array) => blur(a.map((value, i) => value * (b[i] as number)));
  const [meanX, meanY, xx, yy, xy] = [blur(x), blur(y), product(x, x), product(y, y), product(x, y)];
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  let [luminance, structure] = [0, 0];
  for (let i = 0; i < meanX.length; i += 1) {
    const [mx, my] = [meanX[i] as number, meanY[i] as number];
    const variances = (xx[i] as number) - mx * mx + ((yy[i] as number) - my * my);
    const cs = (2 * ((xy[i] as number) - mx * my) + c2) / (variances + c2);
    structure += cs / meanX.length;
    luminance += (((2 * mx * my + c1) / (mx * mx + my * my + c1)) * cs) / meanX.length;
  }
  return { luminance, structure };
}

/** Weights of the window along one axis; they add up to 1. */
const KERNEL: Float64Array = (() => {
  const bell = Float64Array.from({ length: WINDOW }, (_, i) => Math.exp(-((i - 5) ** 2) / (2 * SIGMA ** 2)));
  const total = bell.reduce((sum, value) => sum + value, 0);
  return bell.map((value) => value / total);
})();

/** The window's mean wherever it fits: along rows, then along columns. `[H, W]` → `[H − 10, W − 10]` */
function blurred(image: Float64Array, height: number, width: number): Float64Array {
  const narrow = width - WINDOW + 1;
  const rows = weighted(image, height, narrow, (y, x) => y * width + x, 1);
  return weighted(rows, height - WINDOW + 1, narrow, (y, x) => y * narrow + x, narrow);
}

/** Sums of 11 values a step apart from each start. */
function weighted(
  image: Float64Array,
  height: number,
  width: number,
  startOf: (y: number, x: number) => number,
  step: number,
): Float64Array {
  const out = new Float64Array(height * width);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const start = startOf(y, x);
      let sum = 0;
      for (let k = 0; k < WINDOW; k += 1) sum += (KERNEL[k] as number) * (image[start + k * step] as number);
      out[y * width + x] = sum;
    }
  }
  return out;
}

export interface MsSsimDiversityOptions extends MsSsimOptions {
  /** How many pairs are drawn, with replacement, each of two different images; 100 by default, as in Odena et al. */
  readonly pairs?: number;
  /** Which ones; 0 by default. */
  readonly seed?: number;
}

export interface MsSsimDiversity {
  /** Mean over the pairs: the lower, the more diverse. */
  readonly mean: number;
  /** Standard error of the mean, from the pairs' spread. */
  readonly error: number;
  /** Of each pair. */
  readonly values: Float64Array;
  /** Scales that the size leaves. */
  readonly scales: number;
}

/**
 * How alike the images of one set are, by random pairs. Odena et al. take the pairs within a class: hand in one class.
 * The noise floor is the same of real images, and its standard error.
 *
 * @param images one a row, `[N, C·H·W]`, N ≥ 2 @param shape `[C, H, W]`
 * @throws E112 for another shape, too small images or no pairs, E705 for fewer than two images, E707
 */
export function msSsimDiversity(
  images: Matrix,
  shape: ImageShape,
  options: MsSsimDiversityOptions = {},
): MsSsimDiversity {
  const { range = 2, pairs = 100, seed = 0 } = options;
  const where = "msSsimDiversity";
  checkSamples(where, images, 2);
  if (images.columns !== shape[0] * shape[1] * shape[2]) {
    throw new GantryError("E112", {
      where,
      expected: `[?, ${shape[0] * shape[1] * shape[2]}]`,
      got: `[?, ${images.columns}]`,
    });
  }
  if (!(Number.isSafeInteger(pairs) && pairs >= 1)) {
    throw new GantryError("E112", { where: `${where}.pairs`, expected: "an integer ≥ 1", got: String(pairs) });
  }
  const weights = scaleWeights(shape);
  const { below } = randomSource({ seed, stream: "ms-ssim", counter: 0 });
  const image = (i: number) => Float64Array.from(rowOf(images, i));
  const values = Float64Array.from({ length: pairs }, () => {
    const first = below(images.rows);
    const second = (first + 1 + below(images.rows - 1)) % images.rows;
    return similarity(image(first), image(second), shape, range, weights);
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / pairs;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pairs;
  return { mean, error: Math.sqrt(variance / pairs), values, scales: weights.length };
}
