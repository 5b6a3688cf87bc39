/**
 * @file From pieces to a density. Between two neighbouring quantiles lies the same share of all values, spread evenly, and where
 * neighbours are equal it lies in one place.
 */

/** A share of all values between two places; all in one where they are equal. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly mass: number;
}

/** @param quantiles rising, at equal shares from 0 to 1 */
export function piecesOf(quantiles: readonly number[]): Piece[] {
  const mass = 1 / (quantiles.length - 1);
  return quantiles.slice(1).map((to, i) => ({ from: quantiles[i] as number, to, mass }));
}

/**
 * The share of all values in each of `bins` equally wide bins, made a little smoother; together 1 where the range holds all
 * of them.
 *
 * @param range what lies outside is left out
 */
export function sharesOf(pieces: readonly Piece[], [low, high]: readonly [number, number], bins: number): number[] {
  const shares = new Array<number>(bins).fill(0);
  const place = (value: number): number => ((value - low) / (high - low)) * bins;
  const add = (bin: number, mass: number): void => {
    if (bin >= 0 && bin < bins) shares[bin] = (shares[bin] as number) + mass;
  };
  for (const { from, to, mass } of pieces) {
    const [a, b] = [place(from), place(to)];
    if (a === b) add(Math.min(Math.floor(a), a === bins ? bins - 1 : bins), mass);
    else
      for (let bin = Math.max(0, Math.floor(a)); bin < Math.min(bins, b); bin += 1)
        add(bin, (mass * (Math.min(b, bin + 1) - Math.max(a, bin))) / (b - a));
  }
  return smoothed(smoothed(shares));
}

/** Each bin gives a quarter to either neighbour; at an end it keeps it. */
function smoothed(shares: readonly number[]): number[] {
  const at = (i: number): number => shares[Math.min(Math.max(i, 0), shares.length - 1)] as number;
  return shares.map((share, i) => share / 2 + (at(i - 1) + at(i + 1)) / 4);
}

/**
 * The overlap of two densities, ∫ min(p, q), exactly: both are constant between the quantiles of either. 1: they are the
 * same; 0: no value could be of both.
 */
export function overlapOf(some: readonly number[], others: readonly number[]): number {
  const [p, q] = [piecesOf(some), piecesOf(others)];
  const ends = [...new Set([...some, ...others])].sort((a, b) => a - b);
  const inOnePlace = ends.map((end) => Math.min(pointMass(p, end), pointMass(q, end)));
  const between = ends.slice(1).map((to, i) => {
    const from = ends[i] as number;
    return (to - from) * Math.min(heightAt(p, from, to), heightAt(q, from, to));
  });
  return Math.min(1, sumOf(inOnePlace) + sumOf(between));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What lies at a place alone. */
const pointMass = (pieces: readonly Piece[], place: number): number =>
  sumOf(pieces.flatMap(({ from, to, mass }) => (from === to && from === place ? [mass] : [])));

/** Of a stretch that no piece ends within. */
const heightAt = (pieces: readonly Piece[], low: number, high: number): number =>
  sumOf(pieces.flatMap(({ from, to, mass }) => (from < to && from <= low && to >= high ? [mass / (to - from)] : [])));
