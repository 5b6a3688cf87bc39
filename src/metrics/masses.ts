/** @file Masses of cells or points: checked at the door, and as shares or as whole units. */
import { GantryError } from "../base/error.ts";

/**
 * Masses divided by their sum.
 * @param where what is named in an error @param masses ≥ 0, one of them > 0
 * @returns shares that add up to 1 @throws E708 for a mass that is negative or no finite number, or all of them 0
 */
export function sharesOf(where: string, masses: ArrayLike<number>): Float64Array {
  const total = checkMasses(where, masses);
  return Float64Array.from(masses, (mass) => mass / total);
}

/** Shares of two lists over the same cells. @throws E112 for lists of different lengths, E708 */
export function sharesOfBoth(
  where: string,
  p: ArrayLike<number>,
  q: ArrayLike<number>,
): readonly [Float64Array, Float64Array] {
  if (p.length !== q.length) {
    throw new GantryError("E112", { where, expected: `${p.length} masses`, got: String(q.length) });
  }
  return [sharesOf(where, p), sharesOf(where, q)];
}

/** @returns the sum @throws E708 */
function checkMasses(where: string, masses: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < masses.length; i += 1) {
    const mass = masses[i] as number;
    if (!(mass >= 0 && mass < Infinity)) throw new GantryError("E708", { where, index: i, got: String(mass) });
    total += mass;
  }
  if (!(total > 0 && total < Infinity)) throw new GantryError("E708", { where, index: null, got: String(total) });
  return total;
}

/** Two lists of masses with one sum, in whole units: flows between them are added and subtracted without rounding. */
export interface MassUnits {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly total: number;
}

/**
 * Whole numbers of a common unit. Masses that are whole already (counts, equal weights) keep their ratios exactly;
 * others are rounded to 2⁻⁵⁰ of the sum.
 * @throws E708
 */
export function massUnits(where: string, a: ArrayLike<number>, b: ArrayLike<number>): MassUnits {
  const [sumA, sumB] = [checkMasses(where, a), checkMasses(where, b)];
  const whole = [a, b].every((masses) => Array.prototype.every.call(masses, Number.isInteger));
  if (whole && sumA * sumB <= Number.MAX_SAFE_INTEGER) {
    const scaled = (masses: ArrayLike<number>, by: number) => Float64Array.from(masses, (mass) => mass * by);
    return { a: scaled(a, sumB), b: scaled(b, sumA), total: sumA * sumB };
  }
  return { a: rounded(a, sumA), b: rounded(b, sumB), total: UNITS };
}

const UNITS = 2 ** 50;

/** Rounds running sums, so that the units add up to all of them. */
function rounded(masses: ArrayLike<number>, sum: number): Float64Array {
  let [running, before] = [0, 0];
  return Float64Array.from(masses, (mass, i) => {
    running += mass;
    const upTo = i === masses.length - 1 ? UNITS : Math.min(UNITS, Math.round((running / sum) * UNITS));
    const units = upTo - before;
    before = upTo;
    return units;
  });
}
