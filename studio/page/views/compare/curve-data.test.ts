import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import type { OpenRun } from "../../state/open-run.ts";
import { curveNames, curveOf } from "./curve-data.ts";

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
