/**
 * @file A random walk through latent space that keeps to where latents are: the Ornstein–Uhlenbeck process.
 *
 *   z(t + Δ) = e^(−Δ) z(t) + √(1 − e^(−2Δ)) ε,  ε ~ N(0, 1)
 *
 * N(0, 1) is its stationary distribution, exactly and for any Δ. Brownian motion, which adds noise alone, moves away
 * from the origin without end, and the pictures decay. Uhlenbeck & Ornstein, "On the theory of the Brownian motion",
 * 1930, https://doi.org/10.1103/PhysRev.36.823.
 */
import { fillNormal, type RandomKey } from "../base/random.ts";

/**
 * @param z of normal latents @param time Δ ≥ 0: after 1, z has forgotten all but e⁻¹ of itself @param key of ε
 * @returns the next latent
 */
export function wandered(z: Float32Array, time: number, key: RandomKey): Float32Array {
  const kept = Math.exp(-time);
  const fresh = Math.sqrt(1 - kept * kept);
  const noise = fillNormal(key, new Float32Array(z.length));
  return z.map((value, i) => kept * value + fresh * (noise[i] as number));
}
