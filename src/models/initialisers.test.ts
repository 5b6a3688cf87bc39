import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Shape } from "../base/shape.ts";
import {
  defaultBias,
  defaultWeight,
  filledWith,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  normal,
  ones,
  orthogonal,
  uniform,
  zeros,
} from "./initialisers.ts";
import type { Initialiser } from "./scope.ts";

const key = { seed: 7, stream: "weight", counter: 0 };

/** Of 64·128·3·3 = 73,728 draws: 4 standard errors are 1 % of σ for σ, 1.5 % of σ for the mean. */
const weight: Shape = [64, 128, 3, 3];
const fanIn = 128 * 9;
const fanOut = 64 * 9;

const momentsOf = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
};

const bounded = (bound: number) => ({ deviation: bound / Math.sqrt(3), bound });

const cases: [string, Initialiser, { deviation: number; mean?: number; bound?: number }][] = [
  ["normal", normal(), { deviation: 0.02 }],
  ["normal around 1", normal({ standardDeviation: 0.02, mean: 1 }), { deviation: 0.02, mean: 1 }],
  ["uniform", uniform(-0.05, 0.05), bounded(0.05)],
  ["glorotUniform", glorotUniform({ gain: 2 }), bounded(2 * Math.sqrt(6 / (fanIn + fanOut)))],
  ["glorotNormal", glorotNormal(), { deviation: Math.sqrt(2 / (fanIn + fanOut)) }],
  ["heUniform", heUniform(), bounded(Math.sqrt(6 / fanIn))],
  ["heNormal, slope .2", heNormal({ slope: 0.2 }), { deviation: Math.sqrt(2 / 1.04 / fanIn) }],
  ["defaultWeight", defaultWeight, bounded(1 / Math.sqrt(fanIn))],
  ["defaultBias", defaultBias([1, 100]), bounded(0.1)],
];

describe("initialisers", () => {
  test.each(cases)("%s has the moments it promises", (_, initialiser, { deviation, mean = 0, bound }) => {
    const values = initialiser(key, weight);
    const got = momentsOf(values);
    expectClose([got.mean], [mean], { rtol: 0, atol: 0.015 * deviation });
    expectClose([got.deviation], [deviation], { rtol: 0.01, atol: 0 });
    if (bound === undefined) return;
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expectClose([largest], [bound * 0.9999], { rtol: 1.1e-4, atol: 0 });
  });

  test("the same key gives the same values, another key others", () => {
    expect(normal()(key, [8])).toEqual(normal()(key, [8]));
    expect(normal()({ ...key, stream: "bias" }, [8])).not.toEqual(normal()(key, [8]));
  });

  test("constants", () => {
    expect([...zeros(key, [3]), ...ones(key, [2]), ...filledWith(0.5)(key, [1])]).toEqual([0, 0, 0, 1, 1, 0.5]);
  });

  test.each<[string, Shape]>([
    ["wide", [20, 6, 3, 3]],
    ["tall", [54, 20]],
    ["square", [40, 40]],
  ])("orthogonal: a %s matrix times its transpose is the identity", (_, shape) => {
    const [rows, columns] = [shape[0] as number, shape.slice(1).reduce((a, b) => a * b, 1)];
    const matrix = orthogonal({ gain: 3 })(key, shape);
    const at = (row: number, column: number): number => (matrix[row * columns + column] as number) / 3;
    const [count, length] = rows <= columns ? [rows, columns] : [columns, rows];
    const vector = (i: number, k: number): number => (rows <= columns ? at(i, k) : at(k, i));
    for (let i = 0; i < count; i += 1) {
      for (let j = 0; j < count; j += 1) {
        let product = 0;
        for (let k = 0; k < length; k += 1) product += vector(i, k) * vector(j, k);
        expectClose([product], [i === j ? 1 : 0], { rtol: 1e-6, atol: 1e-6 });
      }
    }
  });
});
