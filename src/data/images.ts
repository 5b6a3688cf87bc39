/** @file A dataset of images held as bytes: `[C, H, W]` uint8 an item, read as v / 127.5 − 1 in [−1, 1]. */
import type { Dataset } from "./dataset.ts";

/**
 * The bytes of image `index`, `[C, H, W]`; the array may be reused by the next call. Of a set of up to 8 million values
 * each image is asked for once, when it is first read.
 */
export type PixelSource = (index: number) => Uint8Array;

export interface ImageSetOptions extends Omit<Dataset, "kind" | "read"> {
  /** `[C, H, W]`. */
  readonly shape: readonly [number, number, number];
  /** All images one after another, or a function that fetches one. */
  readonly pixels: Uint8Array | PixelSource;
}

/** So many pixels are kept as floats too, 32 MB of them: a batch is then copied, in a sixth of the time. */
const FEW = 8e6;

/** Wraps pixels as a dataset. @param options `pixels`: `count · C · H · W` bytes, or a source of single images */
export function imageSet({ pixels, ...rest }: ImageSetOptions): Dataset {
  const [channels, height, width] = rest.shape;
  const size = channels * height * width;
  const write = rest.count * size > FEW ? written(pixels, size) : keptAsFloats(pixels, rest.count, size);
  return {
    ...rest,
    kind: "images",
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) write(indices[i] as number, out, i * size);
    },
  };
}

/** Writes image `index` into `out` from `to` on. */
type WriteImage = (index: number, out: Float32Array, to: number) => void;

const written = (pixels: Uint8Array | PixelSource, size: number): WriteImage =>
  typeof pixels === "function"
    ? (index, out, to) => writeSigned(pixels(index), 0, out, to, size)
    : (index, out, to) => writeSigned(pixels, index * size, out, to, size);

/** An image becomes floats when it is first asked for, and keeps them. */
function keptAsFloats(pixels: Uint8Array | PixelSource, count: number, size: number): WriteImage {
  const write = written(pixels, size);
  const known = new Uint8Array(count);
  let floats: Float32Array | null = null; // who looks at no image needs none
  return (index, out, to) => {
    floats ??= new Float32Array(count * size);
    if (known[index] === 0) write(index, floats, index * size);
    known[index] = 1;
    out.set(floats.subarray(index * size, (index + 1) * size), to);
  };
}

/** Of bytes of images that were drawn and are too many to keep as floats. */
const KEPT_BYTES = 256e6;

/**
 * Images that are drawn when they are first asked for: a run of a thousand steps may never see most of a set.
 * @param draw a new array @param size bytes of one
 */
export function drawnImages(draw: (index: number) => Uint8Array, count: number, size: number): PixelSource {
  if (count * size <= FEW) return draw; // `imageSet` keeps them
  const drawn = new Map<number, Uint8Array>();
  return (index) => {
    const before = drawn.get(index);
    if (before !== undefined) return before;
    const pixels = draw(index);
    if (drawn.size < KEPT_BYTES / size) drawn.set(index, pixels);
    return pixels;
  };
}

const STEP = 1 / 127.5; // times a byte, and rounded to float32, the same as a division for all 256

/**
 * `count` pixels, four at a time: each turn of the loop costs as much as a pixel. No views, of which a step would leave
 * hundreds to the garbage collector.
 */
function writeSigned(bytes: Uint8Array, from: number, out: Float32Array, to: number, count: number): void {
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    out[to + j] = (bytes[from + j] as number) * STEP - 1;
    out[to + j + 1] = (bytes[from + j + 1] as number) * STEP - 1;
    out[to + j + 2] = (bytes[from + j + 2] as number) * STEP - 1;
    out[to + j + 3] = (bytes[from + j + 3] as number) * STEP - 1;
  }
  for (; j < count; j += 1) out[to + j] = (bytes[from + j] as number) * STEP - 1;
}

/** The byte a pixel in [−1, 1] stands for: the inverse of `read`. Values outside are clamped. */
export function byteOf(pixel: number): number {
  return Math.min(255, Math.max(0, Math.round((pixel + 1) * 127.5)));
}
