/** @file What bench/behaviour says of several runs, against published examples. */
import { expect, test } from "vitest";
import { expectClose } from "./matchers.ts";

interface Statistics {
  readonly summary: (values: readonly number[]) => { mean: number; standardError: number; from: number };
  readonly wilsonInterval: (hits: number, count: number) => [number, number];
  readonly ranks: (values: readonly number[]) => number[];
  readonly rankCorrelation: (a: readonly number[], b: readonly number[]) => number;
}

const { href } = new URL("../bench/behaviour/statistics.mjs", import.meta.url);
const { summary, wilsonInterval, ranks, rankCorrelation } = (await import(href)) as Statistics;

/** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3. */
test.each([
  [81, 263, [0.2553, 0.3662]],
  [15, 148, [0.0624, 0.1605]],
  [0, 20, [0, 0.1611]],
  [1, 29, [0.0061, 0.1718]],
])("Wilson's interval of %i of %i", (hits, count, published) => {
  expectClose(wilsonInterval(hits, count), published, { rtol: 0, atol: 5e-5 });
});

test("rank correlation of intelligence and hours of television, the usual example: −29/165", () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  expectClose([rankCorrelation(iq, hours)], [-29 / 165], { rtol: 1e-12 });
});

test("equal values share the mean of their ranks", () => {
  expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
});

test("the mean's interval is Student's: 2.776 standard errors for five values", () => {
  const { mean, standardError, from } = summary([1, 2, 3, 4, 5]);
  expectClose([mean, standardError, from], [3, Math.sqrt(0.5), 3 - 2.776 * Math.sqrt(0.5)], { rtol: 1e-12 });
});
