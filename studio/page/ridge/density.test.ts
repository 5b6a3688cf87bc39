import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { overlapOf, piecesOf, sharesOf as sharesOfPieces } from "./density.ts";

const sharesOf = (quantiles: readonly number[], range: readonly [number, number], bins: number): number[] =>
  sharesOfPieces(piecesOf(quantiles), range, bins);
const exact = { rtol: 1e-12, atol: 1e-12 };
const uniform = (from: number, to: number, count = 20): number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const rising = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 21, maxLength: 21 })
  .map((values) => values.sort((a, b) => a - b));

describe("the overlap", () => {
  test("of two uniforms is the stretch they share, over the wider one", () => {
    expectClose([overlapOf(uniform(0, 1), uniform(0.3, 1.3))], [0.7], exact);
    expectClose([overlapOf(uniform(0, 1), uniform(0, 2))], [0.5], exact);
    expectClose([overlapOf(uniform(-1, 3), uniform(0, 1))], [0.25], exact);
  });

  test("of the same is 1, of what has nothing in common 0", () => {
    expectClose([overlapOf(uniform(0, 1), uniform(0, 1, 10))], [1], exact);
    expectClose([overlapOf([2, 2, 2], [2, 2, 2])], [1], exact);
    expect(overlapOf(uniform(0, 1), uniform(1, 2))).toBe(0);
    expect(overlapOf([2, 2, 2], [3, 3, 3])).toBe(0);
  });

  test("in one place counts what both have there, and nothing of what is spread", () => {
    // half at 0 and half over (0, 1), against a quarter at 0 and three over (0, 1)
    expectClose([overlapOf([0, 0, 0, 0.5, 1], [0, 0, 1 / 3, 2 / 3, 1])], [0.25 + 0.5], exact);
    expect(overlapOf([0.5, 0.5, 0.5], uniform(0, 1))).toBe(0);
  });

  test("of two normals is 2Φ(−d/2), as close as 21 quantiles tell", () => {
    // Φ⁻¹ at 0.1 %, 5, 10, … 95, 99.9 %; d = 1: 2Φ(−½) = 0.617075
    const half = [1.644854, 1.281552, 1.036433, 0.841621, 0.67449, 0.524401, 0.38532, 0.253347, 0.125661];
    const normal = [-3.090232, ...half.map((x) => -x), 0, ...half.toReversed(), 3.090232];
    expect(normal).toHaveLength(21);
    const shifted = normal.map((x) => x + 1);
    expectClose([overlapOf(normal, shifted)], [0.617075], { rtol: 0, atol: 0.02 });
  });

  test("is the same from both sides, between 0 and 1", () => {
    fc.assert(
      fc.property(rising, rising, (p, q) => {
        const overlap = overlapOf(p, q);
        expectClose([overlapOf(q, p)], [overlap], { rtol: 1e-9, atol: 1e-9 });
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("shares of bins", () => {
  test("are 1 together, wherever values lie in the range, its ends too", () => {
    fc.assert(
      fc.property(rising, (quantiles) =>
        expectClose([sum(sharesOf(quantiles, [0, 1], 40))], [1], { rtol: 1e-9, atol: 0 }),
      ),
    );
    for (const place of [0, 0.37, 1]) expectClose([sum(sharesOf([place, place, place], [0, 1], 40))], [1], exact);
  });

  test("of a uniform are equal; of half of the range, half of them", () => {
    expectClose(sharesOf(uniform(-2, 2), [-2, 2], 8), Array(8).fill(1 / 8), exact);
    const [first = 0, ...rest] = sharesOf(uniform(0, 0.5), [0, 1], 16);
    expectClose([first, ...rest.slice(0, 5)], Array(6).fill(1 / 8), exact);
    expectClose(rest.slice(9), Array(6).fill(0), exact);
  });

  test("of one place are a spike, one, four, six, four, one sixteenths", () => {
    expectClose(
      sharesOf([0.5, 0.5], [0, 1], 9).slice(2, 7),
      [1, 4, 6, 4, 1].map((part) => part / 16),
      exact,
    );
  });

  test("leave out what lies outside of the range", () => {
    expectClose([sum(sharesOf(uniform(0, 2), [0, 1], 10))], [0.5], exact);
  });
});
