/** @file Divergences of masses: known answers, what all of them have in common, and their noise floors. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { permutation, randomSource } from "../base/random.ts";
import { hellinger, hellingerFloor } from "./hellinger.ts";
import { jensenShannon, jensenShannonFloor } from "./jensen-shannon.ts";
import { kullbackLeibler, kullbackLeiblerFloor } from "./kullback-leibler.ts";
import { totalVariation, totalVariationFloor } from "./total-variation.ts";

const divergences = { hellinger, jensenShannon, kullbackLeibler, totalVariation };
const names = Object.keys(divergences) as (keyof typeof divergences)[];

/** By SciPy and NumPy: p, q, KL(p ‖ q), JS, TV, Hellinger. */
const known: readonly (readonly [number[], number[], number, number, number, number])[] = [
  [[1, 0, 0], [0, 1, 0], Infinity, Math.LN2, 1, 1],
  [[1, 0], [0.5, 0.5], Math.LN2, 0.21576155433883568, 0.5, 0.541196100146197],
  [[1, 0, 0], [1, 0, 0], 0, 0, 0, 0],
  [[1, 2, 3, 4], [13, 14, 15, 16], 0.07483183381697095, 0.019665556622830767, 0.16551724137931034, 0.14087234723094585],
];

test.each(known)("%j against %j", (p, q, kl, js, tv, distance) => {
  const tolerance = { rtol: 1e-13, atol: 1e-15 };
  if (kl === Infinity) expect(kullbackLeibler(p, q)).toBe(Infinity);
  else expectClose([kullbackLeibler(p, q)], [kl], tolerance);
  expectClose([jensenShannon(p, q), totalVariation(p, q), hellinger(p, q)], [js, tv, distance], tolerance);
});

/** Normal densities: m1, s1, m2, s2 and the closed forms (JS by quadrature). */
const normals = [
  [0, 1, 1, 1, 0.5, 0.11142148218473619, 0.11750309741540454],
  [0, 1, 0, 2, 0.3181471805599453, 0.09273338166641253, 0.10557280900008414],
  [0, 1, 3, 0.5, 18.806852819440056, 0.6308679872205389, 0.8521521797325573],
] as const;

test.each(normals)("N(%d, %d²) against N(%d, %d²)", (m1, s1, m2, s2, kl, js, hellingerSquared) => {
  const grid = Float64Array.from({ length: 40_001 }, (_, i) => -16 + i * 8e-4);
  const density = (mean: number, sigma: number) => grid.map((x) => Math.exp(-0.5 * ((x - mean) / sigma) ** 2));
  const [p, q] = [density(m1, s1), density(m2, s2)];
  expectClose([kullbackLeibler(p, q), jensenShannon(p, q)], [kl, js], { rtol: 1e-9, atol: 0 });
  expectClose([hellinger(p, q) ** 2], [hellingerSquared], { rtol: 1e-9, atol: 0 });
});

test("the coin, in both directions", () => {
  // KL(Q ‖ M) with M = (.7, .3): .9 ln(.9/.7) + .1 ln(.1/.3) = .116322…
  expectClose([kullbackLeibler([0.9, 0.1], [0.7, 0.3])], [0.9 * Math.log(9 / 7) + 0.1 * Math.log(1 / 3)]);
  expectClose([kullbackLeibler([0.9, 0.1], [0.7, 0.3])], [0.11632], { rtol: 0, atol: 5e-6 });
  expectClose([kullbackLeibler([0.5, 0.5], [0.9, 0.1])], [0.5 * Math.log(25 / 9)], { rtol: 1e-14, atol: 0 });
  expectClose([kullbackLeibler([0.9, 0.1], [0.5, 0.5])], [0.9 * Math.log(1.8) + 0.1 * Math.log(0.2)], { rtol: 1e-14 });
});

test("only the direction in which mass is missing is infinite", () => {
  expect(kullbackLeibler([0.5, 0.5], [1, 0])).toBe(Infinity);
  expectClose([kullbackLeibler([1, 0], [0.5, 0.5])], [Math.LN2], { rtol: 1e-15, atol: 0 });
});

describe("masses drawn at random", () => {
  const masses = fc.array(
    fc.tuple(fc.double({ min: 1e-3, max: 1, noNaN: true }), fc.double({ min: 1e-3, max: 1, noNaN: true })),
    {
      minLength: 2,
      maxLength: 12,
    },
  );
  test("are 0 from themselves, no order matters, and Pinsker's and Le Cam's bounds hold", () => {
    fc.assert(
      fc.property(masses, fc.nat(), (pairs, seed) => {
        const [p, q] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const order = permutation({ seed, stream: "order", counter: 0 }, p.length);
        const shuffled = (list: readonly number[]) => Array.from(order, (i) => list[i] as number);
        for (const name of names) {
          const divergence = divergences[name];
          expectClose([divergence(p, p)], [0], { rtol: 0, atol: 1e-7 }); // the root of rounding, in Hellinger's
          expectClose([divergence(shuffled(p), shuffled(q))], [divergence(p, q)], { rtol: 1e-9, atol: 1e-12 });
        }
        const tv = totalVariation(p, q);
        expect(tv).toBeLessThanOrEqual(Math.sqrt(kullbackLeibler(p, q) / 2) + 1e-12);
        expect(hellinger(p, q) ** 2).toBeLessThanOrEqual(tv + 1e-12);
        expect(tv).toBeLessThanOrEqual(Math.SQRT2 * hellinger(p, q) + 1e-12);
      }),
    );
  });
});

test.each(names)("%s refuses what are no masses", (name) => {
  const divergence = divergences[name];
  expect(() => divergence([1], [1, 2])).toThrow(`${name}: expected 1 masses, got 2.`);
  expect(() => divergence([1, -1], [1, 2])).toThrow(
    `${name}: expected masses that are finite, not negative and not all 0`,
  );
  expect(() => divergence([1, 1], [Number.NaN, 2])).toThrow("got NaN at 0.");
  expect(() => divergence([0, 0], [1, 2])).toThrow("got the sum 0.");
  expect(() => divergence([], [])).toThrow("got the sum 0.");
});

describe("noise floors", () => {
  const [cells, n, m, repeats] = [40, 2000, 3000, 200];
  const masses = Array.from({ length: cells }, (_, i) => 1 + (i % 4));
  /** Counts of points that are drawn from the masses. */
  function drawn(points: number, counter: number, stream: string): Float64Array {
    const { below } = randomSource({ seed: 1, stream, counter });
    const cellOf = masses.flatMap((mass, cell) => new Array<number>(mass).fill(cell));
    const counts = new Float64Array(cells);
    for (let i = 0; i < points; i += 1) {
      const cell = cellOf[below(cellOf.length)] as number;
      counts[cell] = (counts[cell] as number) + 1;
    }
    return counts;
  }
  const mean = (measure: (a: Float64Array, b: Float64Array) => number): number => {
    let total = 0;
    for (let i = 0; i < repeats; i += 1) total += measure(drawn(n, i, "a"), drawn(m, i, "b"));
    return total / repeats;
  };
  // the spread of one χ² with 39 degrees of freedom is 23 %, that of the mean of 200 is 1.6 %; four of them, and the bias
  const tolerance = { rtol: 0.08, atol: 0 };
  test("are what two samples of one distribution measure", () => {
    expectClose([mean(kullbackLeibler)], [kullbackLeiblerFloor(cells, n, m)], tolerance);
    expectClose([mean(jensenShannon)], [jensenShannonFloor(cells, n, m)], tolerance);
    expectClose([mean(totalVariation)], [totalVariationFloor(masses, n, m)], tolerance);
    expectClose([mean((a, b) => hellinger(a, b) ** 2)], [hellingerFloor(cells, n, m) ** 2], tolerance);
  });
  test("of one sample against its own distribution", () => {
    expectClose([mean((a) => kullbackLeibler(a, masses))], [kullbackLeiblerFloor(cells, n)], tolerance);
    expectClose([mean((a) => totalVariation(a, masses))], [totalVariationFloor(masses, n)], tolerance);
    expectClose([mean((a) => hellinger(a, masses) ** 2)], [hellingerFloor(cells, n) ** 2], tolerance);
  });
});
