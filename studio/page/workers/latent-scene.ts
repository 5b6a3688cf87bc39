/** @file What is to be drawn, as plain data: where in latent space, and what is asked for besides. */

/** Where z comes from before anything is changed about it. */
export type Source =
  /** Between seeds: at (x, y) of a lattice whose points are the first latents of `seedAt`. */
  | { readonly kind: "pad"; readonly x: number; readonly y: number }
  /** Latent `index` of a seed's: a cell of a run's sample sheets. */
  | { readonly kind: "cell"; readonly seed: number; readonly index: number }
  /** Itself: a pin, the end of a walk, a sum. */
  | { readonly kind: "latent"; readonly z: Float32Array };

/** What a generator may be asked for besides z. */
export interface Conditions {
  /** A class by number; 0 where there are none. */
  readonly label: number;
  /** By name, in the data's units; the data's mean for those left out. */
  readonly attributes: Readonly<Record<string, number>>;
  /** Truncation ψ: how far from the middle of latent space, 1 as it was trained. */
  readonly psi: number;
}

export interface Scene extends Conditions {
  readonly source: Source;
  /** Deviations along the principal directions that were found, by their number. */
  readonly along: Readonly<Record<number, number>>;
  /** Numbers of z set by hand, by their place. */
  readonly set: Readonly<Record<number, number>>;
}

/** Rows and columns of the lattice. */
export const LATTICE = 100;

/**
 * Seeds of the lattice: x + 100 y, of 100 rows and columns that go round and round, so that beside the first stand
 * others that can be asked for anywhere else, too. Both are whole.
 */
export const seedAt = (x: number, y: number): number => around(x) + LATTICE * around(y);

const around = (place: number): number => ((place % LATTICE) + LATTICE) % LATTICE;

/** The seed of which this is the first latent; null for any other. */
export function seedOf(source: Source): number | null {
  if (source.kind === "cell") return source.index === 0 ? source.seed : null;
  if (source.kind === "latent" || !Number.isInteger(source.x) || !Number.isInteger(source.y)) return null;
  return seedAt(source.x, source.y);
}

/** Where a seed stands: on the lattice, or, of a larger number, by itself. */
export const sourceOfSeed = (seed: number): Source =>
  seed < LATTICE * LATTICE
    ? { kind: "pad", x: seed % LATTICE, y: Math.floor(seed / LATTICE) }
    : { kind: "cell", seed, index: 0 };
