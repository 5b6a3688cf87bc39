/**
 * @file IEEE 754's binary16 (float16): 11 significant bits, magnitudes from 2⁻²⁴ to 65,504. Numbers are rounded to it in
 * float64 here; only devices hold them in 16 bits.
 */

/** Half a unit in the last place of 1: the most by which a number is changed, relative to it, when it is rounded. */
export const HALF_ROUNDING: number = 2 ** -11;

/** From here on a number rounds to infinity: half a unit above the largest, 65,504. */
const OVERFLOW = 65_520;
const SMALLEST_NORMAL = 2 ** -14;
/** The distance of neighbours below `SMALLEST_NORMAL`. */
const SMALLEST = 2 ** -24;

/** The float16 nearest to x, ties to even; infinite from 65,520 on. */
export function roundToHalf(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  if (!(size < OVERFLOW)) return Number.isNaN(x) ? x : Math.sign(x) * Number.POSITIVE_INFINITY;
  const unit = size < SMALLEST_NORMAL ? SMALLEST : 2 ** (exponentOf(size) - 10);
  const units = size / unit; // exact: a power of two
  const below = Math.floor(units);
  const [rest, isOdd] = [units - below, below % 2 === 1];
  const rounded = rest > 0.5 || (rest === 0.5 && isOdd) ? below + 1 : below;
  return (x < 0 ? -rounded : rounded) * unit;
}

/** ⌊log₂ x⌋; a logarithm alone may be off by one beside a power of two. */
function exponentOf(x: number): number {
  const guess = Math.floor(Math.log2(x));
  if (2 ** guess > x) return guess - 1;
  return 2 ** (guess + 1) <= x ? guess + 1 : guess;
}
