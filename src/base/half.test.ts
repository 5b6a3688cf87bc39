import { describe, expect, test } from "vitest";
import { HALF_ROUNDING, roundToHalf } from "./half.ts";

/** Every finite float16 that is not negative, from its bits: (1 + m/1024)·2^(e − 15), or m·2⁻²⁴ for e = 0. */
const all = Array.from({ length: 31 * 1024 }, (_, bits) => {
  const [exponent, mantissa] = [bits >> 10, bits & 1023];
  return exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15);
});

describe("rounding to float16", () => {
  test("leaves each float16 as it is, of either sign", () => {
    expect(all.every((value) => roundToHalf(value) === value && roundToHalf(-value) === -value)).toBe(true);
    expect(Object.is(roundToHalf(-0), -0)).toBe(true);
  });

  test("takes the nearer neighbour, and of two as near the one whose last bit is 0", () => {
    all.slice(1).forEach((high, i) => {
      const low = all[i] as number;
      const middle = (low + high) / 2;
      const even = i % 2 === 0 ? low : high;
      const near = [roundToHalf(middle), roundToHalf(middle - high * 2 ** -40), roundToHalf(middle + high * 2 ** -40)];
      if (near[0] !== even || near[1] !== low || near[2] !== high)
        throw new Error(`between ${low} and ${high}: ${near}`);
    });
  });

  test.each([
    [65_504, 65_504],
    [65_519.99, 65_504],
    [65_520, Number.POSITIVE_INFINITY],
    [-1e9, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
    [2 ** -25, 0],
    [2 ** -25 * 1.001, 2 ** -24],
    // numpy.float16(x), from NumPy 1.24
    [1 / 3, 0.333251953125],
    [0.1, 0.0999755859375],
    [Math.PI, 3.140625],
    [1e-6, 1.0132789611816406e-6],
  ])("%d becomes %d", (given, wanted) => expect(roundToHalf(given)).toBe(wanted));

  test("changes a number of the normal range by 2^-11 of it at most", () => {
    expect(HALF_ROUNDING).toBe(2 ** -11);
    for (let x = 6.2e-5; x < 65_000; x *= 1.00037) {
      expect(Math.abs(roundToHalf(x) - x)).toBeLessThanOrEqual(HALF_ROUNDING * x);
    }
  });
});
