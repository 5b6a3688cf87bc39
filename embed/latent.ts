/** @file Which latent is asked for. */
import { floatTensor, type Tensor } from "gantry/base";
import { asNormal, asUniform, slerp } from "gantry/latent";
import type { Generator } from "gantry/runtime/web";

export interface Wish {
  /** A latent of the page's own, or several, one after the other. */
  readonly z: Float32Array | null;
  readonly seed: number;
  /** The seed at the end of the way; null for no way. */
  readonly to: number | null;
  /** Where on it, 0 to 1. */
  readonly t: number;
}

/** Points are looked at as a cloud, images one by one. */
const POINTS = 2000;

/** @returns `[N, latentSize]` */
export function wayBetween(generator: Generator, { z, seed, to, t }: Wish): Tensor<"float32"> {
  const { latentSize, sampleShape, range } = generator;
  if (z !== null) return floatTensor([z.length / latentSize, latentSize], z);
  const count = sampleShape.length === 1 ? POINTS : 1;
  const from = generator.z(count, seed);
  if (to === null) return from;
  const [a, b] = [asNormal(from.data, range), asNormal(generator.z(count, to).data, range)];
  const rows = new Float32Array(a.length);
  for (let at = 0; at < a.length; at += latentSize) {
    rows.set(asUniform(slerp(a.subarray(at, at + latentSize), b.subarray(at, at + latentSize), t), range), at);
  }
  return floatTensor([count, latentSize], rows);
}
