/**
 * @file Uniform latents as normal ones and back: z = low + (high − low) Φ(g). What mixes normal latents, an arc, a blend,
 * a random walk, then keeps uniform ones uniform too, and within their interval, which an arc through z itself leaves and
 * a line does not fill: half-way between two its variance is half of theirs.
 */
import { normalCumulative, normalQuantile } from "../theory/error-function.ts";

/** Where each number of a uniform latent lies; null for normal latents, which stay as they are. */
export type LatentRange = readonly [low: number, high: number] | null;

/** Shares of the interval nearer to its ends than this count as this: 0 and 1 have no finite quantile. */
const END = 1e-7;

/** g of z. */
export function asNormal(z: Float32Array, range: LatentRange): Float32Array {
  if (range === null) return z;
  const [low, high] = range;
  const share = (value: number): number => Math.min(1 - END, Math.max(END, (value - low) / (high - low)));
  return z.map((value) => normalQuantile(share(value)));
}

/** z of g. */
export function asUniform(g: Float32Array, range: LatentRange): Float32Array {
  if (range === null) return g;
  const [low, high] = range;
  return g.map((value) => low + (high - low) * normalCumulative(value));
}
