/** @file A dataset of images held as bytes: `[C, H, W]` uint8 an item, read as v / 127.5 − 1 in [−1, 1]. */
import type { Dataset } from "./dataset.ts";

/** The bytes of image `index`, `[C, H, W]`; the array may be reused by the next call. */
export type PixelSource = (index: number) => Uint8Array;

export interface ImageSetOptions extends Omit<Dataset, "kind" | "read"> {
  /** `[C, H, W]`. */
  readonly shape: readonly [number, number, number];
  /** All images one after another, or a function that fetches one. */
  readonly pixels: Uint8Array | PixelSource;
}

/** Wraps pixels as a dataset. @param options `pixels`: `count · C · H · W` bytes, or a source of single images */
export function imageSet({ pixels, ...rest }: ImageSetOptions): Dataset {
  const [channels, height, width] = rest.shape;
  const size = channels * height * width;
  const source: PixelSource =
    typeof pixels === "function" ? pixels : (index) => pixels.subarray(index * size, (index + 1) * size);
  return {
    ...rest,
    kind: "images",
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        writeSigned(source(indices[i] as number), out.subarray(i * size, (i + 1) * size));
      }
    },
  };
}

const STEP = 1 / 127.5; // times a byte, and rounded to float32, the same as a division for all 256

/** Four at a time: each turn of the loop costs as much as a pixel. */
function writeSigned(bytes: Uint8Array, out: Float32Array): void {
  let j = 0;
  for (; j + 4 <= out.length; j += 4) {
    out[j] = (bytes[j] as number) * STEP - 1;
    out[j + 1] = (bytes[j + 1] as number) * STEP - 1;
    out[j + 2] = (bytes[j + 2] as number) * STEP - 1;
    out[j + 3] = (bytes[j + 3] as number) * STEP - 1;
  }
  for (; j < out.length; j += 1) out[j] = (bytes[j] as number) * STEP - 1;
}

/** The byte a pixel in [−1, 1] stands for: the inverse of `read`. Values outside are clamped. */
export function byteOf(pixel: number): number {
  return Math.min(255, Math.max(0, Math.round((pixel + 1) * 127.5)));
}
