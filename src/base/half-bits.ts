/** @file Float16 as it is stored: one sign bit, five of the exponent (bias 15), ten of the fraction. */
import { roundToHalf } from "./half.ts";

/** The number that 16 bits stand for. */
export function halfFromBits(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction * 2 ** -10) * 2 ** (exponent - 15);
}

/** The bits of the float16 nearest to a number, ties to even. @param x |x| below 65,520, or it becomes infinite */
export function bitsOfHalf(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  if (Number.isNaN(x)) return 0x7e00;
  const size = Math.abs(roundToHalf(x));
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size)); // exact: of 11 bits, and log2 of a power of two is exact
  return sign | ((exponent + 15) << 10) | ((size / 2 ** exponent - 1) * 2 ** 10);
}
