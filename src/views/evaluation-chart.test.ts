import { expect, test } from "vitest";
import { reportMessages } from "../messages/report.ts";
import type { EvaluationRow } from "../store/run-record.ts";
import { evaluationChart } from "./evaluation-chart.ts";

const context = { loss: "ns", messages: reportMessages("en") };
const row = (step: number, values: Record<string, number | null>, features = "digits"): EvaluationRow => ({
  ...{ step, attempt: 1, time: 0, features, against: "mnist", n: 100, nReal: 100, seed: 0, values },
});

test("a line for each way of measuring, its steps rising, the newest of a step", () => {
  const chart = evaluationChart(
    [
      ...[row(200, { frechet: 3 }), row(100, { frechet: 5, kid: 1 }), row(200, { frechet: 2 })],
      ...[row(100, { sliced: 0.5 }, "pixels"), row(100, { modes: 3 }, "none")],
    ],
    context,
  );
  expect(chart?.series.map(({ label, x, y }) => [label, Array.from(x), Array.from(y)])).toEqual([
    ["frechet", [100, 200], [5, 2]],
    ["sliced", [100], [0.5]],
  ]);
});

test("the floor is a line of its own, where it was measured", () => {
  const chart = evaluationChart(
    [{ ...row(100, { frechet: 5 }), floor: { frechet: 0.5 } }, row(200, { frechet: 4 })],
    context,
  );
  expect(chart?.references).toEqual([{ y: 0.5, label: "frechet of the data" }]);
});

test("nothing was measured, or nothing that can be drawn", () => {
  expect(evaluationChart([], context)).toBeNull();
  expect(evaluationChart([row(1, { frechet: null })], context)).toBeNull();
});
