/** @file What the paper proves, against witnesses that know nothing of its formulas. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { randomSource } from "../base/random.ts";
import { alternate } from "./alternating.ts";
import { coinExample } from "./coin.ts";
import { mixture } from "./mixture.ts";
import { checkProposition1 } from "./proposition-1.ts";
import { normal, pushforward, uniform } from "./push-forward.ts";
import { smoothedGradient } from "./smoothed-gradient.ts";
import { checkTheorem1 } from "./theorem-1.ts";
import { criterionGradient, descend } from "./theorem-2.ts";
import { criterion, gapToOptimal, optimalLogits, value } from "./value.ts";

const standard = mixture([{ mu: 0, sd: 1 }]);
const others = [
  mixture([{ mu: 1, sd: 1 }]),
  mixture([{ mu: 5, sd: 0.3 }]),
  mixture([
    { mu: -2, sd: 0.5 },
    { mu: 2, sd: 0.5 },
  ]),
];

describe("V, D* and the gap", () => {
  test("a D that knows nothing: V = −ln 4, and its gap is 2 JSD", () => {
    const [p, q] = [standard, others[0] as typeof standard];
    expectClose([value(() => 0, p, q)], [-Math.log(4)], { rtol: 0, atol: 1e-10 });
    expectClose([gapToOptimal(() => 0, p, q)], [2 * 0.111421], { rtol: 0, atol: 1e-6 });
  });

  test("a line of logits between Gaussians: V by its own sum over a fine grid", () => {
    const logits = (x: number): number => 0.3 - 0.8 * x;
    const D = (x: number): number => 1 / (1 + Math.exp(-logits(x)));
    const density = (x: number, mean: number): number => Math.exp(-0.5 * (x - mean) ** 2) / Math.sqrt(2 * Math.PI);
    const grid = Array.from({ length: 24_001 }, (_, i) => -12 + i * 1e-3);
    const byHand = grid.reduce(
      (sum, x) => sum + 1e-3 * (density(x, 0) * Math.log(D(x)) + density(x, 1) * Math.log(1 - D(x))),
      0,
    );
    expectClose([value(logits, standard, others[0] as typeof standard)], [byHand], { rtol: 0, atol: 1e-9 });
  });

  test("a D that is infinitely sure where it may be", () => {
    const [left, right] = [mixture([{ mu: -50, sd: 1 }]), mixture([{ mu: 50, sd: 1 }])];
    const sure = (x: number): number => (x < 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    expectClose([value(sure, left, right), gapToOptimal(sure, left, right)], [0, 0], { rtol: 0, atol: 0 });
  });

  test("data beyond what is generated: D is asked where the data lie, not at the border", () => {
    // p_g = U(−1, 1), p_data = N(0, 1); D is ½ between −1 and 1 and e^−9 short of 1 beyond: by the normal's integral
    const logits = (x: number): number => (Math.abs(x) <= 1 ? 0 : 9);
    const inside = 0.6826894921370859;
    const byHand = -Math.LN2 - inside * Math.LN2 - (1 - inside) * Math.log1p(Math.exp(-9));
    const generated = pushforward((z) => z, uniform());
    expectClose([value(logits, standard, generated)], [byHand], { rtol: 0, atol: 1e-6 });
  });

  test("of a push-forward: V(D) and the gap add up to C(G)", () => {
    const generated = pushforward((z) => z + Math.sin(z), normal());
    const logits = (x: number): number => 1 - x * x;
    const sum = value(logits, standard, generated) + gapToOptimal(logits, standard, generated);
    expectClose([sum], [criterion(standard, generated)], { rtol: 0, atol: 1e-12 });
    expectClose(
      [gapToOptimal(optimalLogits(standard, others[1] as typeof standard), standard, others[1] as typeof standard)],
      [0],
      { rtol: 0, atol: 1e-12 },
    );
  });
});

test.each(others)("Proposition 1: no other answer and no bent D is better (%#)", (q) => {
  const check = checkProposition1(standard, q);
  expectClose([check.largestDeviation], [0], { rtol: 0, atol: 5e-8 });
  expectClose([check.largestIdentityError], [0], { rtol: 0, atol: 1e-9 });
  expect(check.smallestDrop).toBeGreaterThan(1e-7);
  expect([check.places, check.bends]).toEqual([101, 12]);
});

test("Theorem 1: C(G) = −ln 4 + 2 JSD, least at p_g = p_data alone", () => {
  const check = checkTheorem1(standard, others);
  expectClose([check.largestIdentityError, check.atEquality], [0, 0], { rtol: 0, atol: 1e-9 });
  // the nearest of the others is N(1, 1), of the table of known answers
  expectClose([check.smallestExcess], [2 * 0.111421], { rtol: 0, atol: 2e-6 });
});

describe("Theorem 2", () => {
  const data = [0.1, 0.2, 0.05, 0.4, 0.25];

  test("the descent arrives at p_data, C at −ln 4, and never rises", () => {
    const { masses, course, arrived } = descend(data);
    expect(arrived).toBe(true);
    expectClose(masses, data, { rtol: 0, atol: 1e-12 });
    expectClose([course.at(-1)?.criterion as number], [-Math.log(4)], { rtol: 0, atol: 1e-15 });
    for (const [i, { criterion: now }] of course.slice(1).entries()) {
      expect(now).toBeLessThanOrEqual((course[i]?.criterion as number) + 1e-15);
    }
  });

  test("each step near the end takes away η/2 of the distance", () => {
    for (const rate of [0.1, 0.5, 1]) {
      const { course } = descend(data, { rate, tolerance: 1e-9 });
      const [before, after] = course.slice(-2).map(({ distance }) => distance) as [number, number];
      expectClose([after / before], [1 - rate / 2], { rtol: 0, atol: 1e-6 });
    }
  });

  test("points where the data has nothing are left", () => {
    const { masses, arrived } = descend([1, 0, 3, 0], { start: [1, 9, 1, 9] });
    expect(arrived).toBe(true);
    expectClose(masses, [0.25, 0, 0.75, 0], { rtol: 0, atol: 1e-12 });
  });

  test("too few steps: it says that it has not arrived", () => {
    expect(descend(data, { steps: 3 })).toMatchObject({ arrived: false, course: { length: 4 } });
  });

  test("the subgradient is C's gradient, by finite differences", () => {
    const [p, q] = [Float64Array.from(data), Float64Array.of(0.3, 0.1, 0.2, 0.15, 0.25)];
    const C = (masses: Float64Array): number =>
      masses.reduce((sum, mass, i) => {
        const one = p[i] as number;
        return sum + one * Math.log(one / (one + mass)) + mass * Math.log(mass / (one + mass));
      }, 0);
    const h = 1e-6;
    const slopes = q.map((_, i) => {
      const moved = (by: number): Float64Array => q.map((mass, j) => (i === j ? mass + by : mass));
      return (C(moved(h)) - C(moved(-h))) / (2 * h);
    });
    expectClose(criterionGradient(p, q), slopes, { rtol: 1e-8, atol: 0 });
  });

  test("C is convex in p_g: never above the chord", () => {
    const random = randomSource({ seed: 0, stream: "convex", counter: 0 });
    const draw = (): number[] => Array.from({ length: 5 }, () => random.uniform() + 1e-3);
    const C = (start: readonly number[]): number => descend(data, { start, steps: 0 }).course[0]?.criterion as number;
    const unit = (masses: readonly number[]): number[] => {
      const sum = masses.reduce((total, mass) => total + mass, 0);
      return masses.map((mass) => mass / sum);
    };
    for (let i = 0; i < 100; i += 1) {
      const [a, b] = [unit(draw()), unit(draw())];
      const middle = a.map((mass, j) => (mass + (b[j] as number)) / 2);
      expect(C(middle)).toBeLessThan((C(a) + C(b)) / 2);
    }
  });

  test("E722 a start that can never arrive", () => {
    expect(() => descend([1, 1], { start: [1, 0] })).toThrow(
      "descend.start: expected 2 masses above 0, for what has none never gets any, got [1, 0].",
    );
  });
});

describe("the gradient through samples", () => {
  test.each([1, 0.3, 0.1, 1e-2, 1e-3])("of sin at .7 with σ = %d: cos(.7) e^(−σ²/2)", (sigma) => {
    expectClose([smoothedGradient(Math.sin, 0.7, sigma)], [Math.cos(0.7) * Math.exp(-(sigma ** 2) / 2)], {
      rtol: 0,
      atol: 1e-9,
    });
  });

  test("of ln(1 − D) of a logistic D: the error falls with σ²", () => {
    const f = (x: number): number => -Math.log1p(Math.exp(3 * x - 1));
    const slope = -3 / (1 + Math.exp(1 - 3 * 0.2));
    const error = (sigma: number): number => smoothedGradient(f, 0.2, sigma) - slope;
    expectClose([error(0.02) / error(0.01)], [4], { rtol: 1e-2, atol: 0 });
    expectClose([error(1e-4)], [0], { rtol: 0, atol: 1e-6 });
  });

  test("at the kink of a ReLU: the mean of both slopes, whatever σ", () => {
    expectClose(
      [1, 0.1].map((sigma) => smoothedGradient((x) => Math.max(x, 0), 0, sigma)),
      [0.5, 0.5],
      { rtol: 0, atol: 1e-9 },
    );
  });
});

describe("k", () => {
  const first = (k: number, loss: "minimax" | "ns", start: number) =>
    alternate({ k, loss, start, rounds: 1 })[0] as { readonly gap: number; readonly gradient: number };

  test("more steps of D leave a smaller gap, the limit none", () => {
    const gaps = [0, 1, 5, 25, 125, Number.POSITIVE_INFINITY].map((k) => first(k, "ns", 1).gap);
    expectClose([gaps[0] as number, gaps.at(-1) as number], [2 * 0.111421, 0], { rtol: 0, atol: 2e-6 });
    for (const [i, gap] of gaps.slice(1).entries()) expect(gap).toBeLessThan(gaps[i] as number);
  });

  test("at D*, minimax's slope is that of 2 JSD: next to nothing when far, and ns keeps δ", () => {
    const slope = (delta: number): number => {
      const at = (mean: number): number => criterion(standard, mixture([{ mu: mean, sd: 1 }]));
      return (at(delta + 1e-3) - at(delta - 1e-3)) / 2e-3;
    };
    for (const delta of [1, 3, 8]) {
      expectClose([first(Number.POSITIVE_INFINITY, "minimax", delta).gradient], [slope(delta)], {
        rtol: 1e-5,
        atol: 1e-8,
      });
    }
    expectClose([first(Number.POSITIVE_INFINITY, "ns", 8).gradient], [8], { rtol: 1e-3, atol: 0 });
  });

  test("one step of D at a time and G runs past its goal; with D at its optimum it does not", () => {
    const least = (k: number): number => Math.min(...alternate({ k, start: 3, rateG: 0.5 }).map(({ theta }) => theta));
    expect(least(1)).toBeLessThan(-0.8);
    expect(least(Number.POSITIVE_INFINITY)).toBeGreaterThan(-1e-9);
  });
});

test("the coins", () => {
  const { klP, klQ, jsd } = coinExample();
  expectClose([klQ, jsd], [0.11632, 0.10175], { rtol: 0, atol: 5e-6 });
  expectClose([(klP + klQ) / 2], [jsd], { rtol: 0, atol: 1e-15 });
});
