/** @file What optimisers promise besides their trajectories: few nodes, plain errors, names, averages. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { topologicalOrder } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import {
  adam,
  adamw,
  clipGradientNorm,
  clipGradientValue,
  clipParameters,
  exponentialAverage,
  isOptimiserName,
  momentum,
  optimisers,
  rmsprop,
  sgd,
} from "./index.ts";

/** Passes over the whole vector in one update: what an update costs. */
function passesOf(name: keyof typeof optimisers): number {
  const optimiser = optimisers[name]({ learningRate: 0.1 });
  const { parameters, state } = optimiser.update({
    parameters: input("parameters", [1000]),
    gradient: input("gradient", [1000]),
    gradientNorm: input("gradientNorm", []),
    learningRate: input("learningRate", []),
    state: Object.fromEntries(
      Object.entries(optimiser.slots(1000)).map(([slot, { shape }]) => [slot, input(slot, shape)]),
    ),
  });
  const nodes = topologicalOrder([parameters, ...Object.values(state)]);
  return nodes.filter(({ op, shape }) => op.kind !== "input" && shape[0] === 1000).length;
}

test("an update takes few passes over the vector", () => {
  const names = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"] as const;
  expect(Object.fromEntries(names.map((name) => [name, passesOf(name)]))).toEqual({
    sgd: 2,
    momentum: 4,
    nesterov: 6,
    rmsprop: 9,
    adam: 10,
    adamw: 11,
  });
});

test("names that --optimiser takes are those of the optimisers", () => {
  for (const [name, make] of Object.entries(optimisers)) {
    expect(isOptimiserName(name)).toBe(true);
    expect(make({ learningRate: 0.1 }).name).toBe(name);
  }
  expect(isOptimiserName("adagrad")).toBe(false);
  expect(isOptimiserName("toString")).toBe(false);
});

test("an average moves by its share of the difference, and does not creep from equal values", () => {
  const [average, value, rate] = [input("average", [2]), input("value", [2]), input("rate", [])];
  const feeds = {
    average: { shape: [2], data: [1, 0.1] },
    value: { shape: [2], data: [3, 0.1] },
    rate: { shape: [], data: [0.1] },
  };
  const results = [exponentialAverage(average, value, 0.1), exponentialAverage(average, value, rate)];
  for (const { data } of evaluate(results, feeds)) {
    expectClose(data, [1.2, 0.1], { rtol: 1e-7, atol: 0 });
    expect(data[1]).toBe(0.1);
  }
});

describe("options out of range", () => {
  const learningRate = 0.1;
  test.each<[() => unknown, string]>([
    [() => sgd({ learningRate: Number.POSITIVE_INFINITY }), "learning rate: expected a number ≥ 0, got Infinity."],
    [
      () => momentum({ learningRate, momentum: 1 }),
      "momentum.momentum: expected a number in [0, 1), or a ramp of two such numbers over 1 step or more, got 1.",
    ],
    [() => rmsprop({ learningRate, alpha: 1 }), "rmsprop.alpha: expected a number in [0, 1), got 1."],
    [() => rmsprop({ learningRate, epsilon: 0 }), "rmsprop.epsilon: expected a number > 0, got 0."],
    [() => adam({ learningRate, beta1: -0.1 }), "adam.beta1: expected a number in [0, 1), got -0.1."],
    [() => adam({ learningRate, beta2: 1 }), "adam.beta2: expected a number in [0, 1), got 1."],
    [() => adam({ learningRate, epsilon: Number.NaN }), "adam.epsilon: expected a number > 0, got NaN."],
    [() => adamw({ learningRate, weightDecay: -1 }), "adamw.weightDecay: expected a number ≥ 0, got -1."],
    [() => clipGradientNorm(0, sgd({ learningRate })), "clipGradientNorm.limit: expected a number > 0, got 0."],
    [() => clipGradientValue(-1, sgd({ learningRate })), "clipGradientValue.limit: expected a number > 0, got -1."],
    [() => clipParameters(0, sgd({ learningRate })), "clipParameters.limit: expected a number > 0, got 0."],
  ])("%#", (make, sentence) => {
    expect(make).toThrow(sentence);
  });
});
