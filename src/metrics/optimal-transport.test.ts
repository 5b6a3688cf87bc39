/**
 * @file Exact and entropic optimal transport: the answers of POT (golden/transport.json, from the package's own functions
 * `ot.emd`, `ot.sinkhorn` and `ot.bregman.empirical_sinkhorn_divergence` in float64), duality, the line, floors, bad input.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { earthMover, earthMoverDistance } from "./earth-mover.ts";
import { groundCost } from "./ground-cost.ts";
import { sampleFloor } from "./noise-floor.ts";
import { sinkhorn, sinkhornDivergence, sinkhornToItself } from "./sinkhorn.ts";
import { wasserstein1d } from "./wasserstein-1d.ts";

type Rows = readonly (readonly number[])[];
interface Entropic {
  readonly plan: Rows;
  readonly linear_cost: number;
  readonly entropic_cost_reg_plogp: number;
  readonly entropic_cost_kl_ab: number;
}
interface Golden {
  readonly rect: Readonly<
    { a: number[]; b: number[]; M: Rows; emd: Rows; emd2: number } & Record<`sinkhorn_reg${1 | 0.1 | 0.05}`, Entropic>
  >;
  readonly points: Readonly<{ X: Rows; Y: Rows; assignment: number[] } & Record<Answer, number>>;
  readonly pot_doc: Readonly<{ a: number[]; b: number[]; M: Rows; sinkhorn_reg1: Rows; emd: Rows; emd2: number }>;
}
type Answer =
  | "emd2_sqeuclidean"
  | "emd2_euclidean"
  | "w2"
  | "reg"
  | "sinkhorn2_xy_linear"
  | "sinkhorn2_xx_linear"
  | "sinkhorn2_yy_linear"
  | "sinkhorn_divergence_from_linear";

const { rect, points, pot_doc: two } = readGolden<Golden>(import.meta.url, "transport");
const matrix = (rows: Rows): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
const ones = (n: number) => new Float64Array(n).fill(1);
const drawn = (n: number, d: number, stream: string, shift = 0): Matrix => {
  const { normal } = randomSource({ seed: 3, stream, counter: 0 });
  return { rows: n, columns: d, values: Float64Array.from({ length: n * d }, () => normal() + shift) };
};
const exact = { rtol: 1e-13, atol: 1e-15 };

describe("earthMover", () => {
  test.each([
    ["three to four", rect],
    ["two to two", two],
  ])("%s", (_, { a, b, M, emd, emd2 }) => {
    const { cost, plan } = earthMover(a, b, matrix(M));
    expectClose([cost], [emd2], exact);
    expectClose(plan.values, emd.flat(), exact);
  });

  test("an assignment of points", () => {
    const [x, y] = [matrix(points.X), matrix(points.Y)];
    const { cost, plan } = earthMover(ones(6), ones(6), groundCost(x, y, "squared-euclidean"));
    expectClose([cost], [points.emd2_sqeuclidean], exact);
    for (const [i, j] of points.assignment.entries()) expectClose([plan.values[i * 6 + j] as number], [1 / 6], exact);
    expectClose(
      [earthMoverDistance(x, y), earthMoverDistance(x, y, { order: 2 })],
      [points.emd2_euclidean, points.w2],
      exact,
    );
  });

  const masses = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  });
  test("plans keep the masses and cost what the dual is worth", () => {
    fc.assert(
      fc.property(
        masses,
        masses,
        fc.integer(),
        fc.constantFrom(1, 1e-6, 1e6),
        fc.boolean(),
        (p, q, seed, scale, ties) => {
          const [a, b] = [
            [...p, 1],
            [...q, 1],
          ];
          const { uniform } = randomSource({ seed, stream: "cost", counter: 0 });
          const entry = () => scale * (ties ? Math.floor(uniform() * 3) : uniform() - 0.3);
          const cost = {
            rows: a.length,
            columns: b.length,
            values: Float64Array.from({ length: a.length * b.length }, entry),
          };
          const { cost: value, plan, u, v } = earthMover(a, b, cost);
          const [sumA, sumB] = [a, b].map((list) => list.reduce((sum, mass) => sum + mass, 0)) as [number, number];
          const row = (i: number) => sumOf(plan.values.subarray(i * b.length, (i + 1) * b.length));
          const column = (j: number) => a.reduce((s, _, i) => s + (plan.values[i * b.length + j] as number), 0);
          expectClose(
            a.map((_, i) => row(i)),
            a.map((mass) => mass / sumA),
            { rtol: 0, atol: 2e-15 },
          );
          expectClose(
            b.map((_, j) => column(j)),
            b.map((mass) => mass / sumB),
            { rtol: 0, atol: 2e-15 },
          );
          expect(plan.values.every((share) => share >= 0)).toBe(true);
          const slack = { rtol: 0, atol: 1e-13 * scale };
          cost.values.forEach((c, at) => {
            const reduced = c - (u[Math.floor(at / b.length)] as number) - (v[at % b.length] as number);
            expectClose([Math.min(0, reduced)], [0], slack);
          });
          const dual = a.reduce((s, mass, i) => s + (mass / sumA) * (u[i] as number), 0);
          expectClose([dual + b.reduce((s, mass, j) => s + (mass / sumB) * (v[j] as number), 0)], [value], slack);
        },
      ),
    );
  });

  test("on a line it is the sorted formula", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (seed, n, m) => {
        const { normal, uniform } = randomSource({ seed, stream: "line", counter: 0 });
        const take = (count: number) => Float64Array.from({ length: count }, normal);
        const [x, y, uWeights, vWeights] = [
          take(n),
          take(m),
          take(n).map(() => uniform() + 0.1),
          take(m).map(() => uniform() + 0.1),
        ];
        const [left, right] = [
          { rows: n, columns: 1, values: x },
          { rows: m, columns: 1, values: y },
        ];
        const weighted = earthMover(uWeights, vWeights, groundCost(left, right, "squared-euclidean"));
        expectClose([weighted.cost], [wasserstein1d(x, y, { order: 2, uWeights, vWeights }) ** 2], {
          rtol: 1e-11,
          atol: 1e-14,
        });
        expectClose([earthMoverDistance(left, right)], [wasserstein1d(x, y)], { rtol: 1e-12, atol: 1e-14 });
      }),
    );
  });

  test("some hundreds a side: the plan's cost and the dual's agree, order does not matter, equal sets are 0 apart", () => {
    const [x, y] = [drawn(300, 5, "x"), drawn(200, 5, "y", 0.5)];
    const cost = groundCost(x, y, "euclidean");
    const { cost: value, u, v } = earthMover(ones(300), ones(200), cost);
    const dual = u.reduce((s, at) => s + at, 0) / 300 + v.reduce((s, at) => s + at, 0) / 200;
    expectClose([value], [dual], { rtol: 1e-12, atol: 0 });
    const order = permutation({ seed: 1, stream: "order", counter: 0 }, 300);
    const shuffled = {
      ...x,
      values: x.values.map((_, at) => x.values[(order[Math.floor(at / 5)] as number) * 5 + (at % 5)] as number),
    };
    expectClose([earthMoverDistance(shuffled, y)], [value], { rtol: 1e-12, atol: 0 });
    expectClose([earthMoverDistance(shuffled, x)], [0], { rtol: 0, atol: 0 });
  });

  test("bad input", () => {
    const cost = matrix([[1, 2]]);
    expect(() => earthMover([1, 1], [1], cost)).toThrow("earthMover.cost: expected [2, 1], got [1, 2].");
    expect(() => earthMover([1], [1, 1], matrix([[1, Number.NaN]]))).toThrow(
      "earthMover.cost: expected finite numbers, got NaN",
    );
    expect(() => earthMover([1], [0, 0], cost)).toThrow("got the sum 0.");
    expect(() => earthMoverDistance(matrix([[1, 2]]), matrix([[1]]))).toThrow(
      "expected samples of 2 numbers in both sets, got 1",
    );
    expect(() => earthMoverDistance(matrix([]), matrix([]))).toThrow(
      "groundCost: expected at least one sample, got 0.",
    );
    expectClose([earthMover([2], [3], matrix([[0.7]])).cost], [0.7], exact);
  });
});

describe("sinkhorn", () => {
  test.each([1, 0.1, 0.05] as const)("three to four, ε %d", (epsilon) => {
    const found = sinkhorn(rect.a, rect.b, matrix(rect.M), { epsilon, tolerance: 1e-14 });
    const known = rect[`sinkhorn_reg${epsilon}`];
    expectClose(found.plan.values, known.plan.flat(), { rtol: 1e-10, atol: 1e-13 });
    expectClose(
      [found.linearCost, found.entropicCost, found.relativeCost],
      [known.linear_cost, known.entropic_cost_reg_plogp, known.entropic_cost_kl_ab],
      { rtol: 1e-10, atol: 0 },
    );
  });

  test("two to two has a closed form", () => {
    const found = sinkhorn(two.a, two.b, matrix(two.M), { epsilon: 1 });
    expectClose([found.linearCost], [Math.exp(-1) / (1 + Math.exp(-1))], { rtol: 1e-12, atol: 0 });
    expectClose(found.plan.values, two.sinkhorn_reg1.flat(), { rtol: 1e-8, atol: 0 }); // POT stopped at 1e-9
  });

  test("the divergence between points, and a set's cost to itself", () => {
    const [x, y] = [matrix(points.X), matrix(points.Y)];
    const options = { epsilon: points.reg, tolerance: 1e-13 };
    const cost = (a: Matrix, b: Matrix) => groundCost(a, b, "squared-euclidean");
    const itself = (a: Matrix) => sinkhornToItself(ones(6), cost(a, a), options);
    // POT stopped at marginals within 1e-9, by scaling in turn
    expectClose(
      [sinkhorn(ones(6), ones(6), cost(x, y), options).linearCost, itself(x).linearCost, itself(y).linearCost],
      [points.sinkhorn2_xy_linear, points.sinkhorn2_xx_linear, points.sinkhorn2_yy_linear],
      { rtol: 2e-9, atol: 0 },
    );
    const divergence = sinkhornDivergence(x, y, { ...options, of: "linear" });
    expectClose([divergence], [points.sinkhorn_divergence_from_linear], { rtol: 1e-9, atol: 0 });
    // scaling in turn is slow here: rate about .99999 once the marginals are within 1e-6
    expectClose([sinkhornDivergence(x, x, { epsilon: points.reg, tolerance: 1e-5 })], [0], { rtol: 0, atol: 1e-5 });
    expect(sinkhornDivergence(x, y, options)).toBeGreaterThan(0);
  });

  test("tends to the exact cost as ε falls, and to the cost of independence as it grows", () => {
    const cost = matrix(rect.M);
    const at = (epsilon: number) => sinkhorn(rect.a, rect.b, cost, { epsilon, iterations: 100_000 });
    // what is left is exponentially small in (the gap to the next plan) / ε
    expectClose([at(0.002).linearCost], [rect.emd2], { rtol: 1e-6, atol: 0 });
    const independent = rect.a.flatMap((p, i) => rect.b.map((q, j) => p * q * (rect.M[i]?.[j] as number)));
    expectClose([at(1e5).linearCost], [independent.reduce((sum, share) => sum + share, 0)], { rtol: 1e-5, atol: 0 });
  });

  test("its plan keeps the masses; cells without mass carry none; it does not matter which set is first", () => {
    const cost = groundCost(drawn(30, 3, "x"), drawn(20, 3, "y"), "euclidean");
    const a = ones(30);
    a[4] = 0;
    const found = sinkhorn(a, ones(20), cost, { epsilon: 0.1, tolerance: 1e-12 });
    const rows = Array.from({ length: 30 }, (_, i) => sumOf(found.plan.values.subarray(i * 20, (i + 1) * 20)));
    expectClose(
      rows,
      Array.from(a, (mass) => mass / 29),
      { rtol: 0, atol: 1e-12 },
    );
    const [x, y] = [drawn(12, 2, "x"), drawn(9, 2, "y", 1)];
    const options = { epsilon: 1, tolerance: 1e-13 };
    expectClose([sinkhornDivergence(x, y, options)], [sinkhornDivergence(y, x, options)], { rtol: 1e-10, atol: 0 });
  });

  test("bad input, and too few iterations", () => {
    const cost = matrix([
      [0, 1],
      [1, 0],
    ]);
    expect(() => sinkhorn([1, 1], [1, 1], cost, { epsilon: 0 })).toThrow(
      "sinkhorn.epsilon: expected a number > 0, got 0.",
    );
    expect(() => sinkhorn([1, 1], [1], cost, { epsilon: 1 })).toThrow("sinkhorn.cost: expected [2, 1], got [2, 2].");
    expect(() => sinkhorn([1, 2], [2, 1.5], cost, { epsilon: 0.01, iterations: 3 })).toThrow(
      /sinkhorn: expected marginals within 1e-9, got .* after 3 iterations/,
    );
  });
});

test("the floor by trial: exact distances between two halves of one set, far below those to another", async () => {
  const data = drawn(200, 2, "data");
  const floor = await sampleFloor((a, b) => earthMoverDistance(a, b), data, { n: 60, repeats: 30 });
  const fresh: number[] = [];
  for (let i = 0; i < 30; i += 1) fresh.push(earthMoverDistance(drawn(60, 2, `a${i}`), drawn(60, 2, `b${i}`)));
  const mean = fresh.reduce((sum, value) => sum + value, 0) / 30;
  // one trial spreads by a fifth, the mean of 30 by 4 %; halves of 200 points are a little more alike than fresh ones
  expectClose([floor.mean], [mean], { rtol: 0.2, atol: 0 });
  expect(floor.low).toBeLessThan(floor.mean);
  expect(earthMoverDistance(data, drawn(200, 2, "far", 1))).toBeGreaterThan(floor.high);
});
