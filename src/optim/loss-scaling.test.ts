import { describe, expect, test } from "vitest";
import { constant, input } from "../graph/primitives.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { adam } from "./adam.ts";
import { FIRST_SCALE, GROWTH_INTERVAL, LARGEST_SCALE, shownNorm, withLossScale } from "./loss-scaling.ts";

const plain = adam({ learningRate: 0.1 });
const scaled = withLossScale(plain);
const slots = scaled.slots(2);

const feeds: Readonly<Record<string, Feed>> = {
  parameters: { shape: [2], data: [1, -2] },
  learningRate: { shape: [], data: [0.1] },
  gradientSum: { shape: [2], data: [0.5, 0.25] },
  squareSum: { shape: [2], data: [4, 1] },
  gradientWeight: { shape: [], data: [1.9] },
  squareWeight: { shape: [], data: [1.999] },
};

/** The state after one update. */
function updated(optimiser: typeof plain, gradient: readonly number[], given: Readonly<Record<string, number>> = {}) {
  const norm = Math.sqrt(gradient.reduce((sum, g) => sum + Math.fround(g * g), 0));
  const own = optimiser.slots(2);
  const { parameters, state } = optimiser.update({
    parameters: input("parameters", [2]),
    gradient: input("gradient", [2]),
    gradientNorm: input("norm", []),
    learningRate: input("learningRate", []),
    state: Object.fromEntries(Object.entries(own).map(([slot, { shape }]) => [slot, input(slot, shape)])),
  });
  const scalars = Object.entries({ lossScale: FIRST_SCALE, cleanUpdates: 0, skippedUpdates: 0, norm, ...given });
  const results = evaluate([parameters, ...Object.values(state)], {
    ...feeds,
    gradient: { shape: [2], data: gradient },
    ...Object.fromEntries(scalars.map(([name, value]) => [name, { shape: [], data: [value] }])),
  });
  return Object.fromEntries(
    ["parameters", ...Object.keys(state)].map((name, i) => [name, [...(results[i]?.data ?? [])]]),
  );
}

test("has three slots beside the optimiser's own", () => {
  expect(Object.keys(slots)).toEqual([...Object.keys(plain.slots(2)), "lossScale", "cleanUpdates", "skippedUpdates"]);
  expect([slots.lossScale, slots.cleanUpdates]).toEqual([
    { shape: [], initial: 2 ** 16 },
    { shape: [], initial: 0 },
  ]);
});

describe("an update", () => {
  test("with a finite gradient is the optimiser's own, and is counted", () => {
    const { lossScale, cleanUpdates, skippedUpdates, ...own } = updated(scaled, [0.3, -0.1]);
    expect(own).toEqual(updated(plain, [0.3, -0.1]));
    expect([lossScale, cleanUpdates, skippedUpdates]).toEqual([[FIRST_SCALE], [1], [0]]);
  });

  test.each([
    ["infinite", [Number.POSITIVE_INFINITY, 1]],
    ["infinite downwards", [1, Number.NEGATIVE_INFINITY]],
    ["no number", [Number.NaN, 0]],
  ])("with a gradient that is %s changes nothing but the scale", (_, gradient) => {
    const { lossScale, cleanUpdates, skippedUpdates, ...own } = updated(scaled, gradient, {
      cleanUpdates: 7,
      skippedUpdates: 3,
    });
    for (const [name, value] of Object.entries(own)) expect(value, name).toEqual(feeds[name]?.data);
    expect([lossScale, cleanUpdates, skippedUpdates]).toEqual([[FIRST_SCALE / 2], [0], [4]]);
  });
});

describe("the scale", () => {
  const after = (gradient: readonly number[], lossScale: number, cleanUpdates: number): unknown => {
    const state = updated(scaled, gradient, { lossScale, cleanUpdates });
    return [state.lossScale?.[0], state.cleanUpdates?.[0]];
  };
  const overflow = [Number.POSITIVE_INFINITY, 0];

  test.each<readonly [string, readonly number[], number, number, readonly [number, number]]>([
    ["stays before the interval is over", [1, 1], 1024, GROWTH_INTERVAL - 2, [1024, GROWTH_INTERVAL - 1]],
    ["doubles when it is", [1, 1], 1024, GROWTH_INTERVAL - 1, [2048, 0]],
    ["is never more than 2^24", [1, 1], LARGEST_SCALE, GROWTH_INTERVAL - 1, [LARGEST_SCALE, 0]],
    ["is halved at the interval's end too", overflow, 1024, GROWTH_INTERVAL - 1, [512, 0]],
    ["is never less than 1", overflow, 1, 5, [1, 0]],
  ])("%s", (_, gradient, scale, clean, wanted) => expect(after(gradient, scale, clean)).toEqual(wanted));
});

test.each([
  ["a finite norm", 3, 65_536, 3],
  ["0 for an update that was left out", Number.NaN, 65_536, 0],
  ["0 for an infinite one", Number.POSITIVE_INFINITY, 2, 0],
  ["no number where there is no scale left to lower", Number.NaN, 1, Number.NaN],
])("what is shown: %s", (_, norm, scale, wanted) => {
  expect(evaluate([shownNorm(constant(norm), constant(scale))])[0]?.data[0]).toBe(wanted);
});
