import { expect, test } from "vitest";
import { roundToHalf } from "./half.ts";
import { bitsOfHalf, halfFromBits } from "./half-bits.ts";

test.each([
  // https://en.wikipedia.org/wiki/Half-precision_floating-point_format, "Half precision examples"
  [0x0000, 0],
  [0x0001, 2 ** -24],
  [0x03ff, 2 ** -14 * (1023 / 1024)],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x3bff, 1 - 2 ** -11],
  [0x3c00, 1],
  [0x3c01, 1 + 2 ** -10],
  [0x7bff, 65504],
  [0xc000, -2],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
])("%i is %d", (bits, value) => {
  expect(halfFromBits(bits)).toBe(value);
  expect(bitsOfHalf(value)).toBe(bits);
});

test("each of the 65,536 comes back, but for the many that are no number", () => {
  for (let bits = 0; bits < 0x10000; bits += 1) {
    const value = halfFromBits(bits);
    if (Number.isNaN(value)) expect((bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) > 0).toBe(true);
    else if (bitsOfHalf(value) !== bits) expect(bitsOfHalf(value)).toBe(bits);
  }
  expect(halfFromBits(bitsOfHalf(Number.NaN))).toBeNaN();
});

test("what lies between is rounded as everywhere", () => {
  for (const x of [Math.PI, -1 / 3, 1e-7, 2049, 65519, 65520]) expect(halfFromBits(bitsOfHalf(x))).toBe(roundToHalf(x));
});
