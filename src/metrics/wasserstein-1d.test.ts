/** @file Wasserstein distances on a line: known answers, the sorted formula, closed forms, floors, bad input. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { randomSource } from "../base/random.ts";
import { wasserstein1d, wasserstein1dFloor } from "./wasserstein-1d.ts";

/** By SciPy (W₁) and POT (W₂): u, v, weights of u and v, W₁, W₂. */
const known: readonly (readonly [number[], number[], number[] | undefined, number[] | undefined, number, number])[] = [
  [[0, 1, 3], [5, 6, 8], undefined, undefined, 5, 5],
  [[0, 1], [0, 1], [3, 1], [2, 2], 0.25, 0.5],
  [[3.4, 3.9, 7.5, 7.8], [4.5, 1.4], [1.4, 0.9, 3.1, 7.2], [3.2, 3.5], 4.078133143804785, 4.3691689743763],
  [[0, 1, 2], [1, 2, 3], undefined, undefined, 1, 1],
  [[4.5, 6.7, 2.1], [4.6, 7, 9.2], [3, 1, 1], [1, 3, 1], 2.5, 2.5],
];

test.each(known)("%j against %j, weights %j and %j", (u, v, uWeights, vWeights, w1, w2) => {
  const options = { ...(uWeights && { uWeights }), ...(vWeights && { vWeights }) };
  expectClose([wasserstein1d(u, v, options), wasserstein1d(u, v, { ...options, order: 2 })], [w1, w2], {
    rtol: 1e-13,
    atol: 0,
  });
});

const points = fc.double({ min: -1e3, max: 1e3, noNaN: true });

test("equally many points: the mean distance of sorted lists", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(points, points), { minLength: 1 }), fc.constantFrom(1, 2, 3.5), (pairs, order) => {
      const sorted = (list: number[]) => list.sort((a, b) => a - b);
      const [u, v] = [sorted(pairs.map(([a]) => a)), sorted(pairs.map(([, b]) => b))];
      const mean = u.reduce((sum, x, i) => sum + Math.abs(x - (v[i] as number)) ** order, 0) / u.length;
      expectClose([wasserstein1d(u.toReversed(), v, { order })], [mean ** (1 / order)], { rtol: 1e-12, atol: 1e-12 });
    }),
  );
});

const weighted = fc.array(fc.tuple(points, fc.double({ min: 0.01, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 9,
});

test("any weights: W₁ is the area between the distribution functions", () => {
  fc.assert(
    fc.property(weighted, weighted, (a, b) => {
      const below = (list: readonly (readonly [number, number])[], x: number) => {
        const total = list.reduce((sum, [, weight]) => sum + weight, 0);
        return list.reduce((sum, [at, weight]) => sum + (at <= x ? weight : 0), 0) / total;
      };
      const places = [...a, ...b].map(([at]) => at).sort((x, y) => x - y);
      let area = 0;
      for (let i = 1; i < places.length; i += 1) {
        const [from, to] = [places[i - 1] as number, places[i] as number];
        area += Math.abs(below(a, from) - below(b, from)) * (to - from);
      }
      const weights = { uWeights: a.map(([, w]) => w), vWeights: b.map(([, w]) => w) };
      const [u, v] = [a.map(([at]) => at), b.map(([at]) => at)];
      expectClose([wasserstein1d(u, v, weights)], [area], { rtol: 1e-11, atol: 1e-10 });
    }),
  );
});

test("a point that is there twice weighs twice as much; a weight of 0 is no point", () => {
  const twice = wasserstein1d([1, 1, 4], [0, 2], { order: 2 });
  expectClose([wasserstein1d([4, 1], [0, 2], { order: 2, uWeights: [1, 2] })], [twice], { rtol: 1e-14, atol: 0 });
  const withNothing = { order: 2, uWeights: [1, 0, 2] };
  expectClose([wasserstein1d([4, 900, 1], [0, 2], withNothing)], [twice], { rtol: 1e-14, atol: 0 });
});

test.each([
  [0, 1, 1, 1, 1],
  [0, 1, 0, 2, 1],
  [0, 1, 3, 0.5, 9.25],
  [0, 1, 0, 1, 0],
])("N(%d, %d²) against N(%d, %d²): W₂² is %d", (m1, s1, m2, s2, squared) => {
  // the same normal grid moved and stretched: W₂² = (m1 − m2)² + (s1 − s2)² Σ z²/n
  const { normal } = randomSource({ seed: 5, stream: "z", counter: 0 });
  const half = Array.from({ length: 500 }, normal);
  const z = [...half, ...half.map((x) => -x)];
  const second = z.reduce((sum, x) => sum + x * x, 0) / z.length;
  const unit = z.map((x) => x / Math.sqrt(second));
  const of = (mean: number, sigma: number) => unit.map((x) => mean + sigma * x);
  expectClose([wasserstein1d(of(m1, s1), of(m2, s2), { order: 2 }) ** 2], [squared], { rtol: 1e-12, atol: 1e-25 });
});

test.each([
  [400, 400],
  [300, 900],
  [500, Infinity],
])("the floor of W₁ between %d and %d points of one normal", (n, m) => {
  const draw = (counter: number, stream: string, count: number) => {
    const { normal } = randomSource({ seed: 2, stream, counter });
    return Float64Array.from({ length: count }, normal);
  };
  const all = draw(0, "all", 40_000);
  const repeats = 300;
  let mean = 0;
  for (let i = 0; i < repeats; i += 1) {
    mean += wasserstein1d(draw(i, "a", n), m === Infinity ? all : draw(i, "b", m)) / repeats;
  }
  // one W₁ spreads by about 35 %, the mean of 300 by 2 %; all of the data is itself a sample: 1 % of bias
  expectClose([mean], [wasserstein1dFloor(all, n, m)], { rtol: 0.08, atol: 0 });
});

test("bad input", () => {
  expect(() => wasserstein1d([], [1])).toThrow("wasserstein1d.u: expected at least one sample, got 0.");
  expect(() => wasserstein1d([1], [0, Number.NaN])).toThrow(
    "wasserstein1d.v: expected finite numbers, got NaN in sample 1",
  );
  expect(() => wasserstein1d([1], [2], { order: 0.5 })).toThrow("wasserstein1d.order: expected a number ≥ 1, got 0.5.");
  expect(() => wasserstein1d([1], [2], { uWeights: [1, 2] })).toThrow("wasserstein1d.u: expected 1 weights, got 2.");
  expect(() => wasserstein1d([1], [2], { vWeights: [0] })).toThrow("wasserstein1d.v: expected masses that are finite");
  expectClose([wasserstein1d([1], [4], { order: 2 })], [3], { rtol: 1e-15, atol: 0 });
});
