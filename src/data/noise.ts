/** @file What z is drawn from. A counter names each draw, so nothing needs to be remembered between steps. */
import { fillNormal, fillUniform, type RandomKey } from "../base/random.ts";

/** Standard normal, or uniform on [low, high). */
export type NoiseKind =
  | { readonly kind: "normal" }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number };

/** Fills `out` with noise. @param key seed, stream and counter (usually the step) @returns `out` */
export function fillNoise(noise: NoiseKind, key: RandomKey, out: Float32Array): Float32Array {
  return noise.kind === "normal" ? fillNormal(key, out) : fillUniform(key, out, noise.low, noise.high);
}
