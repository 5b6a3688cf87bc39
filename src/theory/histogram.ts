/**
 * @file Distributions that are known by the masses of bins: of samples, and of what a generator makes of its noise.
 *
 * Within a bin the mass lies evenly, so the cumulative distribution is straight between two borders and exact on them.
 * The density is drawn through the middles of the bins (a frequency polygon: Scott, "Frequency polygons", 1985), whose
 * error falls with the square of the bins' width where that of steps falls with the width itself.
 */
import { GantryError } from "../base/error.ts";
import type { Density } from "./density.ts";

export interface BinOptions {
  /** How many bins of equal width; 256 by default. */
  readonly bins?: number;
}

/**
 * @param masses one a bin, not negative; divided by their sum
 * @param edges the bins' borders, rising: one more than masses
 * @throws E722 where these do not go together
 */
export function histogram(masses: ArrayLike<number>, edges: ArrayLike<number>): Density {
  const [shares, borders] = [sharesOf(masses), Float64Array.from(edges)];
  checkEdges(borders, shares.length);
  const before = new Float64Array(borders.length); // share below each border
  shares.forEach((share, i) => {
    before[i + 1] = Math.min(1, (before[i] as number) + share);
  });
  before[shares.length] = 1;
  const at = polygon(borders, shares);
  const [low, high] = [borders[0] as number, borders[shares.length] as number];
  return {
    at,
    logAt: (x) => Math.log(at(x)),
    cumulative: (x) => {
      if (x < low || x >= high) return x < low ? 0 : 1;
      const bin = binOf(borders, x);
      const [left, right] = [borders[bin] as number, borders[bin + 1] as number];
      return (before[bin] as number) + ((shares[bin] as number) * (x - left)) / (right - left);
    },
    support: [low, high],
    cuts: [...borders],
    edges: borders,
  };
}

/** The histogram of samples, from the least to the greatest. @param samples at least one, all finite @throws E722 */
export function histogramOf(samples: ArrayLike<number>, { bins = 256 }: BinOptions = {}): Density {
  const edges = evenEdges(rangeOf(samples), bins);
  const masses = new Float64Array(bins);
  for (let i = 0; i < samples.length; i += 1) {
    const bin = Math.min(bins - 1, binOf(edges, samples[i] as number));
    masses[bin] = (masses[bin] as number) + 1;
  }
  return histogram(masses, edges);
}

/** Least and greatest, a little apart where they are one. @throws E722 for none, and for values that are not finite */
export function rangeOf(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) refuse("values", "finite numbers", `${value} at ${i}`);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) refuse("values", "at least one number", "none");
  const least = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
  return high - low >= least ? [low, high] : [(low + high - least) / 2, (low + high + least) / 2];
}

/** @returns `bins` + 1 borders */
export const evenEdges = ([low, high]: readonly [number, number], bins: number): Float64Array =>
  Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) * i) / bins));

/** The bin that x lies in, by bisection; the last one for what lies on the last border. */
export function binOf(edges: Float64Array, x: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Straight from one bin's middle to the next; level in the outer halves of the outer bins; 0 beyond. */
function polygon(edges: Float64Array, shares: Float64Array): (x: number) => number {
  const count = shares.length;
  const middle = (bin: number): number => ((edges[bin] as number) + (edges[bin + 1] as number)) / 2;
  const height = (bin: number): number =>
    (shares[bin] as number) / ((edges[bin + 1] as number) - (edges[bin] as number));
  return (x) => {
    if (!(x >= (edges[0] as number) && x <= (edges[count] as number))) return 0;
    const bin = binOf(edges, x);
    const other = Math.max(0, Math.min(count - 1, x < middle(bin) ? bin - 1 : bin + 1));
    if (other === bin) return height(bin);
    const share = (x - middle(bin)) / (middle(other) - middle(bin));
    return height(bin) + share * (height(other) - height(bin));
  };
}

function sharesOf(masses: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(masses);
  const sum = shares.reduce((total, mass) => total + mass, 0);
  if (!(sum > 0 && Number.isFinite(sum)) || shares.some((mass) => mass < 0)) {
    refuse("masses", "numbers that are not negative, with a sum above 0", `a sum of ${sum}`);
  }
  return shares.map((mass) => mass / sum);
}

function checkEdges(edges: Float64Array, bins: number): void {
  if (edges.length !== bins + 1) refuse("edges", `${bins + 1} borders for ${bins} bins`, String(edges.length));
  const wrong = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= (edges[i - 1] as number)));
  if (wrong >= 0) refuse("edges", "finite numbers that rise", `${edges[wrong]} at ${wrong}`);
}

function refuse(what: string, expected: string, got: string): never {
  throw new GantryError("E722", { where: `histogram.${what}`, expected, got });
}
