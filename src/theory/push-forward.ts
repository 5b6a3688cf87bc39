/**
 * @file p_g of a generator with one latent: what its map makes of the noise, without sampling and without kernels.
 *
 *   between two neighbours z_i, z_(i+1) of a grid the mass P(z_i < z < z_(i+1)) lies evenly over the interval between
 *   G(z_i) and G(z_(i+1))
 *
 * Where G turns back, intervals overlap and their masses add up; where it stands still, a whole mass falls into one bin.
 * No mass is lost: what lies beyond the grid's ends goes with the outermost intervals.
 */
import { GantryError } from "../base/error.ts";
import type { Density } from "./density.ts";
import { normalCumulative } from "./error-function.ts";
import { type BinOptions, binOf, evenEdges, histogram, rangeOf } from "./histogram.ts";

/** The prior of z, on the line. */
export interface Noise {
  /** P(z ≤ x). */
  readonly cumulative: (z: number) => number;
  /** Over which the grid is laid: all of the noise, or all but 6e-7. */
  readonly range: readonly [low: number, high: number];
}

/** How far a grid reaches over normal noise, in σ. */
const REACH = 5;

/** N(mean, sd²). */
export const normal = (mean = 0, sd = 1): Noise => ({
  cumulative: (z) => normalCumulative((z - mean) / sd),
  range: [mean - REACH * sd, mean + REACH * sd],
});

/** U(low, high). */
export const uniform = (low = -1, high = 1): Noise => ({
  cumulative: (z) => Math.min(1, Math.max(0, (z - low) / (high - low))),
  range: [low, high],
});

export interface PushForwardOptions extends BinOptions {
  /** Values of z at which the map is taken; 1,024 by default. */
  readonly nodes?: number;
}

/** The grid of z at which a generator is to be asked, ends included. @param nodes at least 2 */
export function latentGrid({ range: [low, high] }: Noise, nodes = 1024): Float64Array {
  return Float64Array.from({ length: nodes }, (_, i) => low + ((high - low) * i) / (nodes - 1));
}

/**
 * @param map G: any function that is finite over the noise's range, rising, falling or neither
 * @returns a histogram from the least to the greatest image @throws E722 where an image is not finite
 */
export function pushforward(
  map: (z: number) => number,
  noise: Noise,
  { nodes = 1024, bins = 256 }: PushForwardOptions = {},
): Density {
  return pushforwardOfImages(noise, latentGrid(noise, nodes).map(map), { bins });
}

/** The same, of a map that is known by its values. @param images G(z) at `latentGrid(noise, images.length)` */
export function pushforwardOfImages(noise: Noise, images: ArrayLike<number>, { bins = 256 }: BinOptions = {}): Density {
  if (images.length < 2) {
    throw new GantryError("E722", {
      where: "pushforward.images",
      expected: "at least 2 numbers",
      got: String(images.length),
    });
  }
  const grid = latentGrid(noise, images.length);
  const edges = evenEdges(rangeOf(images), bins);
  const masses = new Float64Array(bins);
  let below = 0;
  for (let i = 0; i + 1 < grid.length; i += 1) {
    const upTo = i + 2 === grid.length ? 1 : noise.cumulative(grid[i + 1] as number);
    spread(masses, edges, upTo - below, [images[i] as number, images[i + 1] as number]);
    below = upTo;
  }
  return histogram(masses, edges);
}

/** Lays `mass` evenly between two places; into one bin where they are one. */
function spread(masses: Float64Array, edges: Float64Array, mass: number, [from, to]: readonly [number, number]): void {
  const [low, high] = from < to ? [from, to] : [to, from];
  const [first, last] = [binOf(edges, low), binOf(edges, high)];
  if (first === last) {
    masses[first] = (masses[first] as number) + mass;
    return;
  }
  for (let bin = first; bin <= last; bin += 1) {
    const left = Math.max(low, edges[bin] as number);
    const right = Math.min(high, edges[bin + 1] as number);
    masses[bin] = (masses[bin] as number) + (mass * Math.max(0, right - left)) / (high - low);
  }
}
