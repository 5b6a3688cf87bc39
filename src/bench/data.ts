/** @file Data to measure on: seeded random pixels, which cost a step what real ones do. */
import { randomSource } from "../base/random.ts";
import type { Dataset } from "../data/dataset.ts";
import { imageSet } from "../data/images.ts";

/** @param shape `[C, H, W]` of one image @param count how many @param seed of the pixels */
export function noiseImages(shape: readonly [number, number, number], count: number, seed: number): Dataset {
  const { bits } = randomSource({ seed, stream: "bench/pixels", counter: 0 });
  const pixels = new Uint8Array(count * shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = bits() >>> 24;
  return { ...imageSet({ name: "noise", shape, count, fingerprint: `noise ${seed}`, problems: [], pixels }) };
}
