/** @file What a distribution on the line is, to everything in this room. */

export interface Density {
  /** p(x) ≥ 0. Of a histogram: drawn through the middles of its bins. */
  readonly at: (x: number) => number;
  /** ln p(x), also where p(x) itself is too small for a float64; −∞ where there is no mass. */
  readonly logAt: (x: number) => number;
  /** P(X ≤ x). */
  readonly cumulative: (x: number) => number;
  /** All but some 1e-20 of the mass lies between these. */
  readonly support: readonly [low: number, high: number];
  /** Where a quadrature has to cut: the ends of the support, and places by which no peak is missed. Rising. */
  readonly cuts: readonly number[];
  /**
   * Borders of the bins, rising, where the distribution is known by bins alone; absent where it has a density. What is
   * said about a histogram is said of the masses of its bins.
   */
  readonly edges?: Float64Array;
}

/** Both supports. */
export const jointSupport = (p: Density, q: Density): [number, number] => [
  Math.min(p.support[0], q.support[0]),
  Math.max(p.support[1], q.support[1]),
];

/** Two distributions by the same bins. */
export interface JointBins {
  /** Masses, each list summing to 1. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** The middle of each bin; of what lies beyond the outermost borders, those. */
  readonly x: Float64Array;
}

/** Bins between a histogram's end and that of the other's support, where D is still to be asked at many places. */
const BEYOND = 128;

/**
 * By the bins of the histograms among the two, even ones beyond them as far as either reaches, and one at either end
 * for what little is left; null where neither is a histogram.
 */
export function jointBins(p: Density, q: Density): JointBins | null {
  if (p.edges === undefined && q.edges === undefined) return null;
  const known = [...(p.edges ?? []), ...(q.edges ?? [])];
  const [low, high] = jointSupport(p, q);
  const ends = [even(low, Math.min(...known)), even(Math.max(...known), high)].flat();
  const edges = [...new Set([...known, ...ends])].sort((a, b) => a - b);
  const middles = edges.slice(1).map((edge, i) => (edge + (edges[i] as number)) / 2);
  const x = Float64Array.from([edges[0] as number, ...middles, edges.at(-1) as number]);
  return { p: massesBetween(p, edges), q: massesBetween(q, edges), x };
}

const even = (from: number, to: number): number[] =>
  from < to ? Array.from({ length: BEYOND }, (_, i) => from + ((to - from) * i) / BEYOND).concat(to) : [];

/** @param edges rising, K of them @returns K + 1 masses: below the first, between each two, above the last */
function massesBetween(p: Density, edges: readonly number[]): Float64Array {
  const masses = new Float64Array(edges.length + 1);
  let below = 0;
  edges.forEach((edge, i) => {
    const upTo = p.cumulative(edge);
    masses[i] = Math.max(0, upTo - below);
    below = upTo;
  });
  masses[edges.length] = Math.max(0, 1 - below);
  return masses;
}
