import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import type { OpenRun } from "../../state/open-run.ts";
import { curveNames, curveOf, rangeOf, ticksIn, valueAt } from "./curve-data.ts";

const columns = new Map([["lossD", { step: [1, 2, 3], min: [], max: [], mean: [0.5, Number.NaN, 0.25] }]]);

const run = {
  series: {
    names: () => [...columns.keys()],
    column: (name: string) => columns.get(name),
    axis: () => ({ step: [1, 2, 3], images: [8, 16, 24], time: [5, 6, 7] }),
  },
  detail: signal({
    evaluations: [
      { step: 2, values: { frechet: 9, kid: null } },
      { step: 1, values: { frechet: 20 } },
      { step: 2, values: { frechet: 8 } },
    ],
  }),
} as unknown as OpenRun;

test("what was logged and what was measured are curves by name; what is not finite is left out", () => {
  expect(curveNames([run])).toEqual(["lossD", "frechet", "kid"]);
  expect(curveOf(run, "lossD", "images")).toEqual({ x: [8, 24], y: [0.5, 0.25] });
  expect(curveOf(run, "frechet", "step")).toEqual({ x: [1, 2], y: [20, 8] });
  expect(curveOf(run, "kid", "step")).toBeNull();
});

test("a range holds all values with air, also where they are all the same", () => {
  expect(rangeOf([[1, 3], [2]], 0.5)).toEqual([0, 4]);
  expect(rangeOf([[5]], 0.1)).toEqual([4.5, 5.5]);
  expect(rangeOf([[0]], 0.1)).toEqual([-0.1, 0.1]);
  expect(rangeOf([], 0.1)).toEqual([0, 1]);
});

test("ticks are round and inside", () => {
  expect(ticksIn([0, 100], 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticksIn([-0.13, 0.31], 4)).toEqual([0, 0.2]);
  expect(ticksIn([0.1, 0.7], 6)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
});

test("the value at a point is the last one not after it", () => {
  const curve = { x: [1, 5, 9], y: [10, 50, 90] };
  expect([0, 1, 6, 20].map((at) => valueAt(curve, at))).toEqual([null, 10, 50, 90]);
});
