import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import {
  constantSchedule,
  cosineSchedule,
  exponentialSchedule,
  linearSchedule,
  type Schedule,
  stepSchedule,
  warmUp,
} from "./index.ts";

const cases: [string, Schedule, readonly (readonly [step: number, rate: number])[]][] = [
  [
    "constant",
    constantSchedule(0.1),
    [
      [0, 0.1],
      [1e9, 0.1],
    ],
  ],
  [
    "linear",
    linearSchedule({ from: 1, to: 0.2, steps: 4 }),
    [
      [0, 1],
      [1, 0.8],
      [3, 0.4],
      [4, 0.2],
      [9, 0.2],
    ],
  ],
  [
    "linear to zero",
    linearSchedule({ from: 1, steps: 2 }),
    [
      [1, 0.5],
      [2, 0],
    ],
  ],
  [
    "cosine",
    cosineSchedule({ from: 1, to: 0.2, steps: 6 }),
    [
      [0, 1],
      [2, 0.8],
      [3, 0.6],
      [4, 0.4],
      [6, 0.2],
      [7, 0.2],
    ],
  ],
  [
    "step",
    stepSchedule({ from: 1, every: 10 }),
    [
      [0, 1],
      [9, 1],
      [10, 0.1],
      [29, 0.01],
    ],
  ],
  // the 2014 paper's: divided by 1.000004 at each update, down to 1e-6
  [
    "exponential with a floor",
    exponentialSchedule({ from: 0.1, factor: 1 / 1.000004, floor: 1e-6 }),
    [
      [0, 0.1],
      [250_000, 0.0367880176],
      [2_878_000, 1.000948939e-6],
      [3_000_000, 1e-6],
    ],
  ],
  [
    "warm-up",
    warmUp({ steps: 4 }, linearSchedule({ from: 1, steps: 10 })),
    [
      [0, 0.25],
      [1, 0.45],
      [3, 0.7],
      [5, 0.5],
    ],
  ],
];

describe("schedules", () => {
  test.each(cases)("%s", (_, schedule, points) => {
    const rates = points.map(([, rate]) => rate);
    expectClose(
      points.map(([step]) => schedule(step)),
      rates,
      { rtol: 1e-8, atol: 1e-15 },
    );
  });

  test.each<[() => unknown, string]>([
    [() => constantSchedule(-1), "learning rate: expected a number ≥ 0, got -1."],
    [() => constantSchedule(Number.NaN), "learning rate: expected a number ≥ 0, got NaN."],
    [() => linearSchedule({ from: 1, steps: 0 }), "linear.steps: expected an integer ≥ 1, got 0."],
    [() => cosineSchedule({ from: 1, to: -1, steps: 5 }), "cosine.to: expected a number ≥ 0, got -1."],
    [() => stepSchedule({ from: 1, every: 0.5 }), "step.every: expected an integer ≥ 1, got 0.5."],
    [() => warmUp({ steps: 0 }, () => 1), "warmUp.steps: expected an integer ≥ 1, got 0."],
  ])("rejects a wrong option: %#", (make, sentence) => {
    expect(make).toThrow(sentence);
  });
});
