/**
 * @file Ways through latent space: straight lines and great arcs between latents.
 *
 * Normal latents in many dimensions lie near a sphere of radius √d; a straight line cuts through its empty inside, an
 * arc stays on it (White, "Sampling generative networks", 2016, https://arxiv.org/abs/1609.04468). Uniform latents take
 * the arc of the normal ones that they stand for.
 */
import { GantryError } from "../base/error.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { asNormal, asUniform, type LatentRange } from "./uniform.ts";

export type PathKind = "linear" | "slerp";

/** (1 − t)·a + t·b. @param t in [0, 1] */
export function lerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, i) => value + t * ((b[i] as number) - value));
}

/**
 * sin((1 − t)θ)/sin θ · a + sin(tθ)/sin θ · b, with θ the angle between a and b; lengths move with the weights. Where
 * the two point the same or opposite ways there is no one arc, and the line is taken.
 */
export function slerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  if (!(sine > 1e-6)) return lerp(a, b, t);
  const [from, to] = [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine];
  return a.map((value, i) => from * value + to * (b[i] as number));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * `frames` latents along the way through all of `stops`, both ends included, evenly in time.
 * @param stops at least two latents of one length @param frames ≥ 2 @param range of uniform latents
 * @returns `[frames, d]` @throws E112
 */
export function walk(
  stops: readonly Float32Array[],
  frames: number,
  kind: PathKind,
  range: LatentRange = null,
): Tensor<"float32"> {
  if (stops.length < 2 || frames < 2) {
    const got = `${stops.length} stops and ${frames} frames`;
    throw new GantryError("E112", { where: "walk", expected: "at least 2 stops and 2 frames", got });
  }
  const size = (stops[0] as Float32Array).length;
  const other = stops.find((stop) => stop.length !== size);
  if (other !== undefined) {
    const got = `${size} and ${other.length}`;
    throw new GantryError("E112", { where: "walk", expected: "stops of one length", got });
  }
  // A line between uniform latents stays within their interval as it is.
  const through = kind === "slerp" ? range : null;
  const places = stops.map((stop) => asNormal(stop, through));
  const between = { linear: lerp, slerp }[kind];
  const path = new Float32Array(frames * size);
  for (let frame = 0; frame < frames; frame += 1) {
    const place = (frame / (frames - 1)) * (stops.length - 1);
    const leg = Math.min(stops.length - 2, Math.floor(place));
    const latent = between(places[leg] as Float32Array, places[leg + 1] as Float32Array, place - leg);
    path.set(asUniform(latent, through), frame * size);
  }
  return floatTensor([frames, size], path);
}
