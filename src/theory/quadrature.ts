/**
 * @file Integrals over an interval: adaptive Simpson with Richardson's correction.
 *
 *   S(a, b) = (b − a)/6 · (f(a) + 4 f(m) + f(b))        S₂ = S(a, m) + S(m, b)
 *   ∫ f ≈ S₂ + (S₂ − S)/15,   cut in half again where |S₂ − S| > 15 · tolerance
 *
 * Lyness, "Notes on the adaptive Simpson quadrature routine", 1969.
 */
import { GantryError } from "../base/error.ts";

export interface QuadratureOptions {
  /** Largest error of the whole integral that is aimed at; 1e-11 by default. */
  readonly tolerance?: number;
}

/** Halvings of a piece; at 50 its width is below what float64 tells apart. */
const DEEPEST = 50;

/**
 * @param f finite on the interval @param places where the interval is cut first, in any order: its ends, and wherever f
 * has a kink or a narrow peak, which would otherwise be missed
 * @returns ∫ f from the least to the greatest of `places`; 0 for fewer than two
 * @throws E720 where f is not finite
 */
export function integrate(
  f: (x: number) => number,
  places: readonly number[],
  { tolerance = 1e-11 }: QuadratureOptions = {},
): number {
  const cuts = [...new Set(places)].sort((a, b) => a - b);
  let total = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [a, b] = [cuts[i] as number, cuts[i + 1] as number];
    total += refine(f, wholeOf(f, a, b), tolerance / (cuts.length - 1), DEEPEST);
  }
  if (!Number.isFinite(total)) throw new GantryError("E720", { where: "integrate", got: String(total) });
  return total;
}

/** A piece of the interval with what is known of f there. */
interface Piece {
  readonly ends: readonly [number, number];
  /** At the left end, the middle, the right end. */
  readonly values: readonly [number, number, number];
  readonly simpson: number;
}

function pieceOf(ends: readonly [number, number], values: readonly [number, number, number]): Piece {
  const [left, middle, right] = values;
  return { ends, values, simpson: ((ends[1] - ends[0]) / 6) * (left + 4 * middle + right) };
}

const wholeOf = (f: (x: number) => number, a: number, b: number): Piece =>
  pieceOf([a, b], [f(a), f((a + b) / 2), f(b)]);

function refine(f: (x: number) => number, whole: Piece, tolerance: number, depth: number): number {
  const [a, b] = whole.ends;
  const [left, middle, right] = whole.values;
  const m = (a + b) / 2;
  const first = pieceOf([a, m], [left, f((a + m) / 2), middle]);
  const second = pieceOf([m, b], [middle, f((m + b) / 2), right]);
  const difference = first.simpson + second.simpson - whole.simpson;
  if (depth === 0 || !(Math.abs(difference) > 15 * tolerance)) {
    return first.simpson + second.simpson + difference / 15;
  }
  return refine(f, first, tolerance / 2, depth - 1) + refine(f, second, tolerance / 2, depth - 1);
}
