/** @file Decimals from bytes against `Number`, bit for bit. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecimalReader } from "./decimal.ts";

function readText(text: string): { readonly value: number; readonly end: number } {
  const bytes = new TextEncoder().encode(`${text},`);
  const reader = new DecimalReader(new DataView(bytes.buffer));
  return { value: reader.read(0), end: reader.end };
}

function expectSame(text: string): void {
  expect(readText(text), text).toEqual({ value: Number(text), end: text.length });
}

const digits = fc.stringMatching(/^\d{1,25}$/);

describe("the nearest float64", () => {
  test("of any float64 as it is written", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => expectSame(String(value))),
      {
        numRuns: 5000,
        seed: 1,
      },
    );
  });

  test("of float32 values, which most logged numbers are", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => expectSame(String(value))),
      {
        numRuns: 5000,
        seed: 2,
      },
    );
  });

  test("of any digits around a point", () => {
    fc.assert(
      fc.property(digits, digits, (whole, decimals) => expectSame(`${whole}.${decimals}`)),
      {
        numRuns: 5000,
        seed: 3,
      },
    );
  });

  test("of what lies in the middle between two, or beside it", () => {
    // (2m + 1) / 2^53 for m in [2^52, 2^53) has 53 decimals; cut off behind 17 to 20 of them it is just below.
    const power = 5n ** 53n;
    fc.assert(
      fc.property(fc.bigInt(1n << 52n, (1n << 53n) - 1n), fc.integer({ min: 16, max: 53 }), (m, length) => {
        expectSame(
          `0.${String((2n * m + 1n) * power)
            .padStart(54, "0")
            .slice(1, length + 1)}`,
        );
      }),
      { numRuns: 5000, seed: 4 },
    );
  });

  test.each(["0", "-0", "0.0", "-0.5", "1e5", "1E-7", "2.5e+3", "9007199254740993", "0.1", "1e400", "5e-324", "00.5"])(
    "%s",
    expectSame,
  );
});

test("where no number stands there is none", () => {
  for (const text of ["null", "", "-", ".5", "x"]) expect(readText(text).value, text).toBeNaN();
});
