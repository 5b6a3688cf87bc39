/** @file The table of known answers, by quadrature and by push-forward; closed forms of other pairs. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { jsd, kl, totalVariation, wasserstein1 } from "./divergences.ts";
import { erfc, normalQuantile } from "./error-function.ts";
import { histogram } from "./histogram.ts";
import { mixture } from "./mixture.ts";
import { normal, pushforward, uniform } from "./push-forward.ts";
import { criterion, optimalD } from "./value.ts";

/** N(0, 1) against N(δ, 1): δ, JSD, V* = C(G), published to six decimals. */
const table = [
  [0.5, 0.030311, -1.325672],
  [1, 0.111421, -1.163451],
  [2, 0.336831, -0.712633],
  [3, 0.526777, -0.33274],
  [5, 0.675943, -0.034409],
  [8, 0.693054, -0.000187],
] as const;

const standard = mixture([{ mu: 0, sd: 1 }]);
const within = (atol: number) => ({ rtol: 0, atol });

describe.each(table)("N(0, 1) against N(%d, 1)", (delta, divergence, most) => {
  const other = mixture([{ mu: delta, sd: 1 }]);

  test("by quadrature", () => {
    expectClose([jsd(standard, other), criterion(standard, other)], [divergence, most], within(1e-6));
    expectClose([kl(standard, other), kl(other, standard)], [delta ** 2 / 2, delta ** 2 / 2], within(1e-10));
    expectClose([wasserstein1(standard, other)], [delta], within(1e-10));
    expectClose([totalVariation(standard, other)], [1 - erfc(delta / Math.SQRT2 / 2)], within(1e-9)); // 2Φ(δ/2) − 1
    expectClose([optimalD(standard, other)(delta / 2)], [0.5], within(1e-15));
  });

  test.each([
    ["z is normal, G shifts it", pushforward((z) => z + delta, normal())],
    ["z is uniform, G is the quantile", pushforward((z) => normalQuantile(z) + delta, uniform(1e-5, 1 - 1e-5))],
    ["the same mirrored", pushforward((z) => normalQuantile(1 - z) + delta, uniform(1e-5, 1 - 1e-5))],
  ])("by push-forward, 256 bins and 1,024 values of z: %s", (_, generated) => {
    expectClose([jsd(standard, generated)], [divergence], within(1e-3));
    expectClose([criterion(standard, generated)], [most], within(2e-3));
    expectClose([wasserstein1(standard, generated)], [delta], within(3e-3));
  });
});

test("a distribution against itself", () => {
  const two = mixture([
    { mu: -2, sd: 0.5 },
    { mu: 2, sd: 0.02, weight: 3 },
  ]);
  expectClose([jsd(two, two), kl(two, two), totalVariation(two, two), wasserstein1(two, two)], [0, 0, 0, 0], within(0));
  const generated = pushforward((z) => z, normal());
  expectClose([jsd(standard, generated), wasserstein1(standard, generated)], [0, 0], within(2e-4));
});

test("KL of Gaussians of different width has a closed form, and a direction", () => {
  // ln(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²) / 2σ₂² − ½
  const closed = (m1: number, s1: number, m2: number, s2: number): number =>
    Math.log(s2 / s1) + (s1 ** 2 + (m1 - m2) ** 2) / (2 * s2 ** 2) - 0.5;
  const [narrow, wide] = [mixture([{ mu: 1, sd: 0.5 }]), mixture([{ mu: -1, sd: 2 }])];
  expectClose([kl(narrow, wide), kl(wide, narrow)], [closed(1, 0.5, -1, 2), closed(-1, 2, 1, 0.5)], {
    rtol: 1e-10,
    atol: 0,
  });
});

test("a narrow peak far away is not missed", () => {
  const spiked = mixture([
    { mu: 0, sd: 1, weight: 1 },
    { mu: 300, sd: 1e-3, weight: 1 },
  ]);
  // half of the mass is shared, half is new: KL(standard ‖ spiked) = ln 2, TV = ½, W₁ = 300/2 (all that moves goes right)
  expectClose([kl(standard, spiked), totalVariation(standard, spiked)], [Math.LN2, 0.5], within(1e-9));
  expectClose([wasserstein1(standard, spiked)], [150], within(1e-8));
});

test("histograms: masses of joint bins, W₁ by hand, KL infinite where there is nothing", () => {
  const [a, b] = [histogram([1, 1], [0, 1, 2]), histogram([1, 1], [1, 2, 3])];
  expectClose([wasserstein1(a, b)], [1], within(1e-12));
  expectClose([jsd(a, b), totalVariation(a, b)], [Math.LN2 / 2, 0.5], within(1e-15));
  expect(kl(a, b)).toBe(Number.POSITIVE_INFINITY);
  // bins of other borders are cut where either has one: U(0, 2) against U(0, 1)
  const half = histogram([1], [0, 1]);
  expectClose([kl(half, a), jsd(half, a)], [Math.LN2, 0.75 * Math.log(4 / 3)], within(1e-15));
});
