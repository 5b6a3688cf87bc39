import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillUniform, hashOf, permutation, randomSource, threefry2x32 } from "./random.ts";

const key = (stream: string, counter = 0, seed = 0) => ({ seed, stream, counter });
const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

describe("threefry2x32", () => {
  // Random123's kat_vectors, "threefry2x32 20"
  test.each([
    ["zeros", [0, 0], [0, 0], [0x6b200159, 0x99ba4efe]],
    ["ones", [0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
    ["digits of pi", [0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], [0xc4923a9c, 0x483df7a0]],
  ] as const)("%s", (_, words, counter, expected) => {
    expect(threefry2x32(words, counter)).toEqual(expected);
  });
});

describe("randomSource", () => {
  test("is xoshiro128** from the state that Threefry gives", () => {
    const { bits } = randomSource(key("a", 7, 3));
    const words = [3, hashOf("a")] as const;
    const state = [...threefry2x32(words, [7, 0]), ...threefry2x32(words, [7, 1])].map(BigInt);
    expect(draws(100, bits)).toEqual(draws(100, () => xoshiroStep(state)));
  });

  test("a key names one sequence; another seed, stream or counter another one", () => {
    const first = (k: Parameters<typeof randomSource>[0]): number[] => draws(4, randomSource(k).bits);
    expect(first(key("z", 5))).toEqual(first(key("z", 5)));
    const others = [key("z", 6), key("y", 5), key("z", 5, 1), key("z", 5 + 2 ** 32)];
    expect(new Set([key("z", 5), ...others].map((k) => first(k).join())).size).toBe(5);
  });

  test("uniform lies in [0, 1) and is uniform", () => {
    const values = draws(100_000, randomSource(key("u")).uniform);
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    expectKolmogorov(values, (x) => x);
  });

  test("below(n) gives each of 0 … n−1 equally often", () => {
    const counts = new Array<number>(7).fill(0);
    const { below } = randomSource(key("b"));
    for (const value of draws(70_000, () => below(7))) counts[value] = (counts[value] ?? 0) + 1;
    const chi2 = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi2).toBeGreaterThan(0.38); // 0.1 % and 99.9 % of χ² with 6 degrees of freedom
    expect(chi2).toBeLessThan(22.46);
  });

  test("below rejects the incomplete block", () => {
    const { below } = randomSource(key("large"));
    const n = 3 * 2 ** 30; // a quarter of the draws is rejected; a bias would fill the lowest third twice
    const low = draws(30_000, () => below(n)).filter((value) => value < n / 3).length;
    expectClose([low / 30_000], [1 / 3], { rtol: 0, atol: 4 * Math.sqrt(2 / 9 / 30_000) });
  });
});

describe("normal", () => {
  const count = 400_000;
  const values = draws(count, randomSource(key("n")).normal);

  test("moments: mean 0, variance 1, skewness 0, kurtosis 3, within 4 standard errors", () => {
    const moment = (power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / count;
    // Var(x^k) = E x^2k − (E x^k)²: 1, 2, 15, 96
    [1, 2, 15, 96].forEach((variance, i) => {
      expectClose([moment(i + 1)], [[0, 1, 0, 3][i] as number], { rtol: 0, atol: 4 * Math.sqrt(variance / count) });
    });
  });

  test.each([
    [1, 0.31731050786],
    [2, 0.04550026389],
    [3, 0.00269979606],
    [3.442619855899, 5.76108512e-4], // beyond it the tail's own method draws
    [4, 6.33425e-5],
  ])("share beyond ±%d", (bound, share) => {
    const beyond = values.filter((x) => Math.abs(x) > bound).length / count;
    expectClose([beyond], [share], { rtol: 0, atol: 4 * Math.sqrt((share * (1 - share)) / count) });
    const above = values.filter((x) => x > bound).length / count;
    expectClose([above], [share / 2], { rtol: 0, atol: 4 * Math.sqrt(share / 2 / count) });
  });

  test("Kolmogorov and Smirnov, both sides", () => expectKolmogorov(values, normalCdf));

  test("consecutive draws do not correlate", () => {
    const lagged = values.slice(1).reduce((sum, x, i) => sum + x * (values[i] as number), 0) / (count - 1);
    expectClose([lagged], [0], { rtol: 0, atol: 4 / Math.sqrt(count) });
  });
});

describe("fillUniform", () => {
  test.each([0, 1, 255, 256, 257, 1000])("draws the first %i of its key's sequence", (count) => {
    const { uniform } = randomSource(key("z", 3));
    expect(fillUniform(key("z", 3), new Float32Array(count))).toEqual(Float32Array.from(draws(count, uniform)));
  });

  test("between other bounds", () => {
    const { uniform } = randomSource(key("z", 3));
    const expected = Float32Array.from(draws(600, uniform), (u) => -2 + 5 * u);
    expectClose(fillUniform(key("z", 3), new Float32Array(600), -2, 3), expected, { rtol: 0, atol: 0 });
  });
});

test.each([0, 1, 2, 10, 1000])("permutation of %d", (n) => {
  const order = permutation(key("order", 1), n);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  expect(permutation(key("order", 1), n)).toEqual(order);
});

test("permutations of three are equally likely", () => {
  const counts = new Map<string, number>();
  for (let counter = 0; counter < 12_000; counter += 1) {
    const order = permutation(key("order", counter), 3).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(counts.size).toBe(6);
  expect(chi2).toBeGreaterThan(0.21); // 0.1 % and 99.9 % of χ² with 5 degrees of freedom
  expect(chi2).toBeLessThan(20.52);
});

/** One step of xoshiro128** in exact integers, as its authors write it. Changes `state`. */
function xoshiroStep(state: bigint[]): number {
  const [s0, s1, s2, s3] = state as [bigint, bigint, bigint, bigint];
  const mask = 0xffffffffn;
  const rotl = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
  const result = (rotl((s1 * 5n) & mask, 7n) * 9n) & mask;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  state[1] = s1 ^ t2;
  state[0] = s0 ^ t3;
  state[2] = t2 ^ ((s1 << 9n) & mask);
  state[3] = rotl(t3, 11n);
  return Number(result);
}

/** √n · sup |F_n − F| lies between its 0.1 % and 99.9 % points: neither too far from F nor too close to it. */
function expectKolmogorov(values: readonly number[], cdf: (x: number) => number): void {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i += 1) {
    const p = cdf(sorted[i] as number);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  expect(Math.sqrt(n) * distance).toBeGreaterThan(0.383);
  expect(Math.sqrt(n) * distance).toBeLessThan(1.949);
}

/** Φ by its series about 0 (Marsaglia 2004): ½ + φ(x)(x + x³/3 + x⁵/15 + …). */
function normalCdf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 400; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}
