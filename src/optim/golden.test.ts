/** @file Every optimiser along PyTorch's trajectories (scripts/golden/optim.py). */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { norm } from "../graph/functions.ts";
import { input } from "../graph/primitives.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import {
  adam,
  adamw,
  clipGradientNorm,
  clipGradientValue,
  clipParameters,
  cosineSchedule,
  momentum,
  nesterov,
  type Optimiser,
  rmsprop,
  sgd,
} from "./index.ts";

interface Trajectories {
  readonly bowl: Packed;
  readonly valley: Packed;
}

const { course, ...cases } = readGolden<
  Record<string, Trajectories> & { course: Record<"curvature" | "target" | "start" | "valley", Packed> }
>(import.meta.url, "optim");

const optimisers: Record<string, Optimiser> = {
  sgd: sgd({ learningRate: 0.05 }),
  momentum: momentum({ learningRate: 0.05, momentum: 0.8 }),
  nesterov: nesterov({ learningRate: 0.05, momentum: 0.8 }),
  rmsprop: rmsprop({ learningRate: 0.01 }),
  rmspropCentred: rmsprop({ learningRate: 0.01, alpha: 0.9, epsilon: 1e-4, centred: true }),
  rmspropMomentum: rmsprop({ learningRate: 0.01, alpha: 0.95, momentum: 0.7 }),
  adam: adam({ learningRate: 0.05 }),
  adamGan: adam({ learningRate: 2e-3, beta1: 0.5 }),
  adamBeta1Zero: adam({ learningRate: 0.05, beta1: 0, beta2: 0.9, epsilon: 1e-3 }),
  adamw: adamw({ learningRate: 0.05, weightDecay: 0.1 }),
  clipGradientNorm: clipGradientNorm(0.5, sgd({ learningRate: 0.05 })),
  clipGradientValue: clipGradientValue(0.3, sgd({ learningRate: 0.05 })),
  clipParameters: clipParameters(0.6, rmsprop({ learningRate: 0.01 })),
  scheduled: momentum({ learningRate: cosineSchedule({ from: 0.05, to: 0.01, steps: 10 }), momentum: 0.8 }),
};

type GradientOf = (point: ArrayLike<number>, step: number) => number[];

const courses: Record<keyof Trajectories, GradientOf> = {
  bowl: (point) =>
    Array.from(point, (x, i) => (course.curvature.data[i] as number) * (x - (course.target.data[i] as number))),
  valley: (_, step) => course.valley.data.slice(4 * step, 4 * step + 4),
};

/** Walks `steps` steps and gives all points one after another. The graph is built once, as the product does. */
function walk(optimiser: Optimiser, gradientOf: GradientOf, steps: number): number[] {
  const slots = Object.entries(optimiser.slots(4));
  const gradient = input("gradient", [4]);
  const { parameters, state } = optimiser.update({
    parameters: input("parameters", [4]),
    gradient,
    gradientNorm: norm(gradient),
    learningRate: input("learningRate", []),
    state: Object.fromEntries(slots.map(([name, { shape }]) => [name, input(name, shape)])),
  });
  expect(Object.keys(state).sort()).toEqual(slots.map(([name]) => name).sort());

  let feeds: Record<string, Feed> = Object.fromEntries(
    slots.map(([name, { shape, initial }]) => [name, { shape, data: new Array<number>(shape[0] ?? 1).fill(initial) }]),
  );
  let point: ArrayLike<number> = course.start.data;
  const points: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    const values = evaluate([parameters, ...Object.values(state)], {
      ...feeds,
      parameters: { shape: [4], data: point },
      gradient: { shape: [4], data: gradientOf(point, step) },
      learningRate: { shape: [], data: [optimiser.learningRate(step)] },
    });
    point = values[0]?.data ?? [];
    feeds = Object.fromEntries(Object.keys(state).map((name, i) => [name, values[i + 1] as Feed]));
    points.push(...Array.from(point));
  }
  return points;
}

/** The interpreter computes in float64; what is left is the rounding of β, α and μ to float32. */
describe("optimisers walk as PyTorch's", () => {
  test.each(Object.entries(cases))("%s", (name, { bowl, valley }) => {
    const optimiser = optimisers[name] as Optimiser;
    expectClose(walk(optimiser, courses.bowl, 15), bowl.data, { rtol: 1e-6, atol: 1e-8 });
    expectClose(walk(optimiser, courses.valley, 15), valley.data, { rtol: 1e-6, atol: 1e-8 });
  });
});

test("a momentum ramp moves in a straight line, then stays", () => {
  const ramped = walk(momentum({ learningRate: 0.05, momentum: { from: 0.5, to: 0.7, steps: 4 } }), courses.bowl, 8);
  let point: number[] = [...course.start.data];
  let velocity = [0, 0, 0, 0];
  const expected: number[] = [];
  for (let step = 0; step < 8; step += 1) {
    const mu = 0.5 + 0.2 * Math.min(1, step / 4);
    const slope = courses.bowl(point, step);
    velocity = velocity.map((v, i) => mu * v + (slope[i] as number));
    point = point.map((x, i) => x - 0.05 * (velocity[i] as number));
    expected.push(...point);
  }
  expectClose(ramped, expected, { rtol: 1e-6, atol: 1e-8 });
});
