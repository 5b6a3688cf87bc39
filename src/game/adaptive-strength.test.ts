/** @file p against a trace by hand, on both sides of the target and at both ends; r_t for each reading. */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { type AdaptiveStrengthOptions, adaptiveStrength, realSign } from "./adaptive-strength.ts";
import type { Control, Reading } from "./game.ts";

type Moving = Extract<Control, { readonly initial: number }>;

function trace(options: AdaptiveStrengthOptions, signs: readonly number[], from?: number): number[] {
  const { initial, next } = adaptiveStrength(options) as Moving;
  let p = from ?? initial;
  return signs.map((r) => {
    p = next(p, { realSign: r }, {});
    return p;
  });
}

test("up where D is too sure, down where it is not, by N/500,000 a step", () => {
  // 50 images a step: 1e-4 each. .7 and 1 are above .6, .5 and −1 below; .6 itself, as a mean of float32, is neither.
  const p = trace({ images: 50 }, [0.7, 1, 0.5, -1, 0.9, Math.fround(0.6), 0.61]);
  expectClose(p, [1e-4, 2e-4, 1e-4, 0, 1e-4, 1e-4, 2e-4], { rtol: 1e-12, atol: 1e-18 });
});

test("from 0 to 1 in 500,000 images, and no further", () => {
  const p = trace({ images: 64 }, new Array<number>(7814).fill(1));
  expectClose(
    p.slice(7810),
    [7811 * 64, 7812 * 64, 500_000, 500_000].map((n) => n / 500_000),
    { rtol: 1e-12, atol: 0 },
  );
});

test("never below 0", () => {
  expectClose(trace({ images: 50_000 }, [0, 0.9, 0, 0]), [0, 0.1, 0, 0], { rtol: 1e-12, atol: 1e-18 });
});

test("another target and another speed", () => {
  const options = { images: 10, target: 0.2, whole: 1000 };
  expectClose(trace(options, [0.3, 0.1, 0.1], 0.5), [0.51, 0.5, 0.49], { rtol: 1e-12, atol: 0 });
});

test("r_t that nobody watches is refused", () => {
  const { next } = adaptiveStrength({ images: 8 }) as Moving;
  expect(() => next(0, { dReal: 0.5 }, {})).toThrow('control augment: no phase watches "realSign"');
});

test.each<[Reading, number]>([
  ["logit", 0.5], // 3 above 0, 1 below
  ["margin", 0.5],
  ["target", -0.5], // 1 above ½, 3 below
  ["relative", 0], // the mean fake is .25: 2 above, 2 below
])("r_t where D's output is a %s", (reading, expected) => {
  const logits = (data: number[]) => ({ dtype: "float32" as const, shape: [4, 1], data });
  const r = realSign(reading, input("real", [4, 1]), input("fake", [4, 1]));
  const [value] = evaluate([r], { real: logits([2, 0.4, 0.125, -1]), fake: logits([1, 0, 0.5, -0.5]) });
  expect(r.shape).toEqual([]);
  expectClose(value?.data as Float64Array, [expected], { rtol: 0, atol: 0 });
});
