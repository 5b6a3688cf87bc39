/** @file What is to be drawn, as plain data: where in latent space, and what is asked for besides. */

/** Where z comes from before anything is changed about it. */
export type Source =
  /** Between seeds: at (x, y) of a lattice whose point (x, y) is the first latent of seed x + 100 y. */
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

/** Seeds of the lattice, 100 a row, round and round in both directions. */
export const seedAt = (x: number, y: number): number => (x + 100 * y) >>> 0;
