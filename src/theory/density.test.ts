/** @file Mixtures and histograms as densities. */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { histogram, histogramOf } from "./histogram.ts";
import { mixture } from "./mixture.ts";
import { integrate } from "./quadrature.ts";

test("a mixture: density, logarithm and cumulative distribution belong together", () => {
  const p = mixture([
    { mu: -1, sd: 0.5, weight: 3 },
    { mu: 2, sd: 1 },
  ]);
  const byHand = (x: number): number =>
    (0.75 * Math.exp(-2 * (x + 1) ** 2)) / (0.5 * Math.sqrt(2 * Math.PI)) +
    (0.25 * Math.exp(-0.5 * (x - 2) ** 2)) / Math.sqrt(2 * Math.PI);
  const places = [-3, -1, 0.4, 2, 5];
  expectClose(places.map(p.at), places.map(byHand), { rtol: 1e-13, atol: 0 });
  expectClose(
    places.map(p.logAt),
    places.map((x) => Math.log(byHand(x))),
    { rtol: 1e-13, atol: 1e-13 },
  );
  const below = places.map((x) => integrate(p.at, [p.support[0], ...p.cuts.filter((cut) => cut < x), x]));
  expectClose(places.map(p.cumulative), below, { rtol: 0, atol: 1e-10 });
});

test("a logarithm where the density itself has vanished", () => {
  expectClose([mixture([{ mu: 0, sd: 1 }]).logAt(100)], [-5000 - 0.5 * Math.log(2 * Math.PI)], {
    rtol: 1e-15,
    atol: 0,
  });
});

test.each([
  [[], "mixture: expected at least one Gaussian, got none. Give parts such as { mu: 0, sd: 1 }."],
  [[{ mu: 0, sd: 0 }], "mixture[0].sd: expected a number above 0, got 0."],
  [
    [
      { mu: 0, sd: 1 },
      { mu: Number.NaN, sd: 1 },
    ],
    "mixture[1].mu: expected a number, got NaN.",
  ],
  [[{ mu: 0, sd: 1, weight: -1 }], "mixture[0].weight: expected a number above 0, got -1."],
])("E721 %j", (parts, sentence) => {
  expect(() => mixture(parts)).toThrow(sentence);
});

test("a histogram of uneven bins", () => {
  const p = histogram([1, 3, 0], [0, 1, 4, 5]);
  expectClose([-1, 0.5, 1, 2.5, 4.5, 9].map(p.cumulative), [0, 0.125, 0.25, 0.625, 1, 1], { rtol: 0, atol: 1e-15 });
  // heights .25, .25, 0, straight between the middles .5, 2.5, 4.5; nothing beyond the ends
  expectClose([-0.1, 0.2, 1.7, 3.5, 4.8, 5.1].map(p.at), [0, 0.25, 0.25, 0.125, 0, 0], { rtol: 0, atol: 1e-15 });
});

test("a histogram of samples counts each once, the greatest too", () => {
  const p = histogramOf([0, 1, 1, 2], { bins: 2 });
  expectClose([p.cumulative(0.999999999), p.cumulative(1), p.cumulative(2)], [0.25, 0.25, 1], { rtol: 0, atol: 1e-8 });
});

test.each([
  [[1, 2], [0, 1], "histogram.edges: expected 3 borders for 2 bins, got 2."],
  [[1, 2], [0, 1, 1], "histogram.edges: expected finite numbers that rise, got 1 at 2."],
  [[1, -1], [0, 1, 2], "histogram.masses: expected numbers that are not negative, with a sum above 0, got a sum of 0."],
])("E722 %j %j", (masses, edges, sentence) => {
  expect(() => histogram(masses, edges)).toThrow(sentence);
});

test("E722 no samples", () => {
  expect(() => histogramOf([])).toThrow("histogram.values: expected at least one number, got none.");
});
