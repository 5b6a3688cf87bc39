/** @file Masses that a map moves: kept, folded, piled up. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Density } from "./density.ts";
import { histogramOf } from "./histogram.ts";
import { latentGrid, normal, pushforward, pushforwardOfImages, uniform } from "./push-forward.ts";
import { integrate } from "./quadrature.ts";

const exact = { rtol: 0, atol: 1e-12 };
const massOf = (p: Density): number => integrate(p.at, p.cuts);

test("no map loses mass, and the distribution ends where the images do", () => {
  const cubic = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));
  void fc.assert(
    fc.property(cubic, fc.boolean(), ([a, b], isNormal) => {
      const p = pushforward((z) => a * z ** 3 + b * z, isNormal ? normal() : uniform(), { nodes: 65, bins: 32 });
      const [low, high] = p.support;
      expectClose([p.cumulative(low - 1), p.cumulative(high)], [0, 1], exact);
    }),
  );
});

describe("closed forms", () => {
  test("a line stretches: U(−1, 1) by 3z + 1 is U(−2, 4)", () => {
    const p = pushforward((z) => 3 * z + 1, uniform());
    expectClose([...p.support, p.at(-1.9), p.at(0), p.at(3.9)], [-2, 4, 1 / 6, 1 / 6, 1 / 6], exact);
    expectClose([p.cumulative(1), p.cumulative(-0.5)], [0.5, 0.25], exact);
  });

  test("a fold adds up: |z| of U(−1, 1) is U(0, 1), and z² has the distribution √x", () => {
    const grid = { nodes: 1025 }; // 0 is a node, so that the fold is met
    expectClose([pushforward(Math.abs, uniform(), grid).at(0.3)], [1], exact);
    const square = pushforward((z) => z * z, uniform(), grid);
    // exact at every border of a bin but for the cell that a border cuts
    const borders = [...(square.edges as Float64Array)];
    expectClose(borders.map(square.cumulative), borders.map(Math.sqrt), { rtol: 0, atol: 1e-3 });
  });

  test("normal noise keeps its tails: what lies beyond the grid goes with its ends", () => {
    const p = pushforward((z) => z, normal(2, 0.5));
    expectClose([p.cumulative(p.support[1]), p.cumulative(2)], [1, 0.5], exact);
    expectClose([p.at(2)], [1 / (0.5 * Math.sqrt(2 * Math.PI))], { rtol: 1e-3, atol: 0 });
  });

  test("a generator that answers one thing: all mass within a millionth", () => {
    const p = pushforward(() => 7, uniform());
    expectClose([p.cumulative(7 - 1e-5), p.cumulative(7 + 1e-5)], [0, 1], exact);
  });

  test("a step: half of the mass on either side, and little between", () => {
    const p = pushforward((z) => (z < 0 ? -1 : 1), uniform());
    expectClose([p.cumulative(-0.9), p.cumulative(0.9)], [0.5, 0.5], { rtol: 0, atol: 1 / 1023 });
  });
});

test("the polygon through the middles has the mass of the bins, but for the outer halves", () => {
  expectClose([massOf(pushforward((z) => z, normal()))], [1], { rtol: 0, atol: 1e-5 });
});

test("it agrees with a histogram of many samples", () => {
  const G = (z: number): number => Math.sin(2 * z) + z / 2;
  const count = 200_000;
  const samples = Float64Array.from({ length: count }, (_, i) => G(-1 + (2 * (i + 0.5)) / count)); // an even lattice
  const [p, sampled] = [pushforward(G, uniform()), histogramOf(samples)];
  const places = Array.from({ length: 21 }, (_, i) => -1.4 + i * 0.14);
  expectClose(places.map(p.cumulative), places.map(sampled.cumulative), { rtol: 0, atol: 2e-3 });
});

test("a map that is known by its values is the same", () => {
  const [G, noise] = [(z: number) => z ** 3, uniform()];
  const images = latentGrid(noise, 100).map(G);
  const [a, b] = [pushforwardOfImages(noise, images), pushforward(G, noise, { nodes: 100 })];
  expectClose([a.cumulative(0.1)], [b.cumulative(0.1)], { rtol: 0, atol: 0 });
});

test("E722 an image that is no number, and too few", () => {
  expect(() => pushforward((z) => Math.log(z), uniform(0, 1))).toThrow(
    "histogram.values: expected finite numbers, got -Infinity at 0.",
  );
  expect(() => pushforwardOfImages(uniform(), [1])).toThrow("pushforward.images: expected at least 2 numbers, got 1.");
});
