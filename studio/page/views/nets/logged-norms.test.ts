import { MetricsBuilder } from "gantry/store";
import { expect, test } from "vitest";
import type { SeriesReply } from "../../../api/index.ts";
import { seriesOf } from "../../../server/folder/series.ts";
import { type LoggedNorms, normsIn, stretchOf } from "./logged-norms.ts";

const LINES = 2500;
const table = new MetricsBuilder();
for (let line = 0; line < LINES; line += 1) table.add({ step: 20 * line, time: line, "weight:G.up1.weight": 3 + line });
const log = table.table();

const { axis } = seriesOf(log, 0, { keys: ["time"], from: null, to: null, points: 2000 });

/** As the view asks it: of the thinned axis, then of a few lines. */
function found(step: number | null): LoggedNorms | null {
  const stretch = stretchOf(axis.step, step);
  if (stretch === null) return null;
  const { from = null, to = null } = stretch;
  const reply = seriesOf(log, 0, { keys: null, from, to, points: 1000 });
  expect(reply.axis.step.length).toBeLessThan(10);
  return normsIn(reply, step);
}

test("of a log longer than its axis, a line is found at its step and until the next", () => {
  for (let line = 0; line < LINES; line += 3) {
    for (const step of [20 * line, 20 * line + 19]) {
      const logged = found(step);
      expect([logged?.step, logged?.norms.get("weight:G.up1.weight")]).toEqual([20 * line, 3 + line]);
    }
  }
  expect(found(null)?.step).toBe(20 * (LINES - 1));
});

test("where all lines are later the first counts; where there are none, nothing", () => {
  const column = { step: [10, 20], min: [1, 2], max: [1, 2], mean: [1, 2] };
  const reply: SeriesReply = {
    ...{ columns: { "weight:G.a": column, "gradient:G.a": { ...column, step: [20, 30] } }, rows: 2, offset: 0 },
    axis: { step: [10, 20], images: [], time: [] },
  };
  expect(stretchOf([10, 20], 3)).toEqual({ from: 0, to: 10 });
  expect(normsIn(reply, 3)).toEqual({ step: 10, norms: new Map([["weight:G.a", 1]]) });
  expect(stretchOf([], 3)).toBeNull();
  expect(normsIn({ ...reply, columns: {}, axis: { step: [], images: [], time: [] } }, null)).toBeNull();
});
