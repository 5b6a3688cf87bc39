/**
 * @file Resizes images that are already decoded, with Lanczos 3, antialiased: when shrinking, the kernel widens with
 * the factor, so no pixel of the source is left out.
 *
 *   L(x) = sinc(x) sinc(x/3) for |x| < 3      weight of source pixel j for target pixel i: L((j + ½ − c)/s) / Σ
 *   c = (i + ½) · source/target               s = max(1, source/target)
 *
 * Rows and columns are done apart, in float, and rounded once. Weights of pixels outside are left out and the rest
 * normalised, as Pillow does. It is ours, not the image library's, because MNIST at another size must work where that
 * library cannot be loaded, and in a browser.
 */
import type { ImageChannels } from "./channels.ts";

/** For each target pixel: the first source pixel it uses, and the weights from there on. */
export interface ResampleTable {
  readonly firsts: Int32Array;
  readonly weights: readonly Float64Array[];
}

const SUPPORT = 3;

function lanczos3(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= SUPPORT) return 0;
  const angle = Math.PI * x;
  return (SUPPORT * Math.sin(angle) * Math.sin(angle / SUPPORT)) / (angle * angle);
}

/** The weights to resize a line of `source` pixels to `target`. */
export function resampleTable(source: number, target: number): ResampleTable {
  const scale = source / target;
  const stretch = Math.max(1, scale);
  const firsts = new Int32Array(target);
  const weights = Array.from({ length: target }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - SUPPORT * stretch + 0.5));
    const last = Math.min(source, Math.floor(centre + SUPPORT * stretch + 0.5));
    firsts[i] = first;
    const line = Float64Array.from({ length: last - first }, (_, j) => lanczos3((first + j + 0.5 - centre) / stretch));
    const sum = line.reduce((total, weight) => total + weight, 0);
    return line.map((weight) => weight / sum);
  });
  return { firsts, weights };
}

export interface PlaneSize {
  readonly height: number;
  readonly width: number;
}

/** Resizes planes of one size to another: `[height, width]` in; out, not rounded, in an array the next call reuses. */
export type Resampler = (plane: ArrayLike<number>) => Float64Array;

/** Prepares the weights once for many planes. */
export function resampler(from: PlaneSize, to: PlaneSize): Resampler {
  const rows = new Float64Array(from.height * to.width);
  const out = new Float64Array(to.height * to.width);
  const across: Pass = {
    table: resampleTable(from.width, to.width),
    lines: from.height,
    step: 1,
    lineStep: from.width,
    outStep: 1,
    outLineStep: to.width,
  };
  const down: Pass = {
    table: resampleTable(from.height, to.height),
    lines: to.width,
    step: to.width,
    lineStep: 1,
    outStep: to.width,
    outLineStep: 1,
  };
  return (plane) => {
    weigh(plane, rows, across);
    weigh(rows, out, down);
    return out;
  };
}

/** How the lines of one direction lie in memory. */
interface Pass {
  readonly table: ResampleTable;
  readonly lines: number;
  readonly step: number;
  readonly lineStep: number;
  readonly outStep: number;
  readonly outLineStep: number;
}

function weigh(source: ArrayLike<number>, out: Float64Array, pass: Pass): void {
  const { table, lines, step, lineStep, outStep, outLineStep } = pass;
  for (let i = 0; i < table.firsts.length; i += 1) {
    const weights = table.weights[i] as Float64Array;
    const start = (table.firsts[i] as number) * step;
    for (let line = 0; line < lines; line += 1) {
      let sum = 0;
      let at = start + line * lineStep;
      for (let j = 0; j < weights.length; j += 1) {
        sum += (weights[j] as number) * (source[at] as number);
        at += step;
      }
      out[i * outStep + line * outLineStep] = sum;
    }
  }
}

/** Images of one size, one after another. */
export interface ImageStack {
  readonly pixels: Uint8Array;
  readonly channels: ImageChannels;
  readonly height: number;
  readonly width: number;
}

/**
 * Cuts the middle square out of each image and resizes it.
 * @returns the same number of images, `[N, channels, size, size]`; the very same stack when nothing changes
 */
export function resizeStack(stack: ImageStack, size: number): ImageStack {
  const { pixels, channels, height, width } = stack;
  if (height === size && width === size) return stack;
  const side = Math.min(height, width);
  const top = Math.floor((height - side) / 2);
  const left = Math.floor((width - side) / 2);
  const planes = pixels.length / (height * width);
  const out = new Uint8Array(planes * size * size);
  const square = new Uint8Array(side * side);
  const resample = resampler({ height: side, width: side }, { height: size, width: size });
  for (let plane = 0; plane < planes; plane += 1) {
    for (let row = 0; row < side; row += 1) {
      const from = plane * height * width + (top + row) * width + left;
      square.set(pixels.subarray(from, from + side), row * side);
    }
    const resized = resample(square);
    for (let i = 0; i < resized.length; i += 1) {
      out[plane * size * size + i] = Math.min(255, Math.max(0, Math.round(resized[i] as number)));
    }
  }
  return { pixels: out, channels, height: size, width: size };
}
