import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillUniform } from "../base/random.ts";
import { jensenShannon, jensenShannonFloor, jensenShannonOfPoints } from "./jensen-shannon.ts";

const exact = { rtol: 0, atol: 1e-15 };

test("the same masses are 0 apart, masses that share nothing ln 2", () => {
  expectClose([jensenShannon([0.25, 0.25, 0.5], [1, 1, 2])], [0], exact);
  expectClose([jensenShannon([1, 3, 0, 0], [0, 0, 2, 5])], [Math.LN2], exact);
});

test("a fair coin against one of .9 and .1", () => {
  // by entropies: H(.7, .3) − (H(.5, .5) + H(.9, .1)) / 2 = .610864302 − (.693147181 + .325082973) / 2
  expectClose([jensenShannon([0.5, 0.5], [0.9, 0.1])], [0.101749225], { rtol: 0, atol: 1e-9 });
});

test("it does not matter which comes first", () => {
  const [p, q] = [
    [0.2, 0.3, 0.5, 0],
    [0.1, 0, 0.6, 0.3],
  ] as const;
  expectClose([jensenShannon(p, q)], [jensenShannon(q, p)], exact);
});

test.each([
  [0.5, 0.030311],
  [1, 0.111421],
  [2, 0.336831],
  [3, 0.526777],
  [5, 0.675943],
  [8, 0.693054],
])("N(0, 1) against N(%d, 1) is %d nats", (delta, expected) => {
  const grid = Float64Array.from({ length: 20_001 }, (_, i) => -10 + i * 1.4e-3);
  const density = (mean: number) => grid.map((x) => Math.exp(-0.5 * (x - mean) ** 2));
  expectClose([jensenShannon(density(0), density(delta))], [expected], { rtol: 0, atol: 6e-7 });
});

const uniformPoints = (stream: string, count: number): Float32Array =>
  fillUniform({ seed: 0, stream, counter: 0 }, new Float32Array(2 * count), -1, 1);

test("two samples of one distribution are as far apart as the floor says", () => {
  const n = 16_384;
  const [a, b] = [uniformPoints("a", n), uniformPoints("b", n)];
  const floor = jensenShannonFloor(900, n, n);
  // 8n/2 · JSD is about χ² with 899 degrees of freedom: its standard deviation is √(2·899), four of them are allowed
  const spread = (4 * Math.sqrt(2 * 899) * 2) / (8 * n);
  expectClose([jensenShannonOfPoints(a, b, { range: [-1, 1] })], [floor], { rtol: 0, atol: spread });
});

test("points that share no cell are ln 2 apart, also where they lie outside", () => {
  const a = Float32Array.of(-0.5, -0.5, -0.6, -0.4);
  const apart = Float32Array.of(0.5, 0.5, 0.7, 0.1, 0.9, 0.9);
  const outside = Float32Array.of(7, 7, Number.NaN, 0);
  expectClose([jensenShannonOfPoints(a, apart, { range: [-1, 1] })], [Math.LN2], exact);
  expectClose([jensenShannonOfPoints(a, outside, { range: [-1, 1] })], [Math.LN2], exact);
});

test("x and y are not mixed up", () => {
  const [a, b] = [Float32Array.of(0.9, -0.9), Float32Array.of(-0.9, 0.9)];
  expectClose([jensenShannonOfPoints(a, a, { range: [-1, 1], cells: 2 })], [0], exact);
  expectClose([jensenShannonOfPoints(a, b, { range: [-1, 1], cells: 2 })], [Math.LN2], exact);
});

test("lists of different lengths", () => {
  expect(() => jensenShannon([1], [1, 2])).toThrow("jensenShannon: expected 1 masses, got 2.");
});
