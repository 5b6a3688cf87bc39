/** @file What of the verdicts a run tells and keeps, while what D thinks of it changes. */
import { expect, test } from "vitest";
import { loopOptions, memory } from "../../test/loop.ts";
import { ring8, tinyGan } from "../../test/play.ts";
import { freshDiagnosis, withLook, withStep } from "../diagnosis/diagnosis.ts";
import type { Look } from "../diagnosis/look.ts";
import type { Course } from "./course.ts";
import { diagnose, diagnosisMeta, startDiagnosing } from "./diagnosing.ts";
import type { TrainEvent } from "./events.ts";
import { firstProgress } from "./progress.ts";

const game = tinyGan();
/** Far from the data, and no nearer than before: D wins where it is sure. */
const far: Look = { diversity: 0.9, distance: 5, coverage: 0, precision: 0, duplicates: 0, anchors: [1, 1, 1, 1] };
const step = { dReal: 0.9, dFake: 0.1, lossD: 0.3, lossG: 3, updateD: 2e-3, updateG: 2e-3 };

/** A run whose D is sure at some steps. @param stops where it goes on from what its checkpoint would hold */
async function diagnosed(steps: number, sure: (i: number) => boolean, stops: readonly number[] = []) {
  const store = memory();
  const options = loopOptions(game, store);
  const machine = { ...options, game, dataset: ring8 };
  const diagnosing = { ...startDiagnosing(machine, null), now: freshDiagnosis(0.1) };
  const course = { diagnosing, progress: firstProgress(game) } as unknown as Course;
  const events: TrainEvent[] = [];
  for (let i = 10; i <= steps; i += 10) {
    course.progress = { ...course.progress, step: i };
    if (i % 100 === 0) diagnosing.now = withLook(diagnosing.now, i, far);
    diagnosing.now = withStep(diagnosing.now, i, { ...step, accuracyD: sure(i) ? 0.99 : 0.8 });
    if (i % 50 === 0) for await (const event of diagnose(options, course)) events.push(event);
    if (stops.includes(i)) diagnosing.now = JSON.parse(JSON.stringify(diagnosisMeta(diagnosing))).diagnosis;
  }
  const said = (wanted: TrainEvent["type"]) => events.flatMap(({ type, ...event }) => (type === wanted ? [event] : []));
  const kept = store.events.map(({ type, step: at, word, code }) => [type, at, word, code]);
  return { verdicts: said("verdict"), alerts: said("alert"), kept };
}

/** Every 600 steps from 6,000 on. */
const nowAndThen = (i: number): boolean => i > 6000 && Math.floor(i / 600) % 2 === 0;

test("a verdict that comes and goes is shown as it is, and told and kept once", async () => {
  const { verdicts, alerts, kept } = await diagnosed(20_000, nowAndThen);
  expect(verdicts.length).toBeGreaterThan(20);
  expect(kept).toEqual([
    ["verdict", 350, "healthy", undefined],
    ["verdict", expect.closeTo(6200, -2), "D winning", "W420"],
  ]);
  expect(alerts).toMatchObject([{ code: "W420", step: kept[1]?.[1], parameters: { measure: "accuracyD" } }]);
});

test("one that lasts, and its end, are told when they come", async () => {
  const { verdicts, alerts, kept } = await diagnosed(12_000, (i) => i > 5000 && i <= 8000);
  expect(kept.map(([, , word]) => word)).toEqual(["healthy", "D winning", "healthy"]);
  expect(kept.map(([, at]) => at)).toEqual(verdicts.map(({ step: at }) => at));
  expect(alerts).toHaveLength(1);
});

test("a run that was resumed tells the same", async () => {
  const whole = await diagnosed(14_000, nowAndThen);
  for (const stops of [[6250], [6000, 7000, 8000], [13_950]])
    expect(await diagnosed(14_000, nowAndThen, stops)).toEqual(whole);
});
