/** @file Another run under the name of one that is open: nothing of the two is mixed, however late answers come. */
import { expect, test } from "vitest";
import type { LiveEvent, RunDetail, RunSummary, SeriesReply } from "../../api/index.ts";
import { type DataSource, SourceError } from "../source.ts";
import { createRunFacts } from "./run-facts.ts";

const summaryOf = (createdAt: string): RunSummary => ({ id: "a", createdAt, state: "done", step: 1 }) as RunSummary;
const detailOf = (createdAt: string, samples: number[]): RunDetail =>
  ({
    summary: summaryOf(createdAt),
    samples,
    events: [{ type: "attempt", step: samples[0], attempt: 1, time: 0 }],
    offsets: { metrics: 10, events: 10 },
  }) as unknown as RunDetail;
const seriesOf = (step: number[]): SeriesReply => ({
  columns: { lossD: { step, min: step, max: step, mean: step } },
  axis: { step, images: step, time: step },
  ...{ rows: step.length, offset: 10 * step.length },
});

/** A source whose answers are given when the test says so, in the order in which they were asked for. */
function heldSource(): {
  readonly source: DataSource;
  readonly answer: (kind: "run" | "series", value: unknown) => Promise<void>;
  readonly asked: (kind: "run" | "series") => number;
} {
  const waiting = { run: [] as ((value: unknown) => void)[], series: [] as ((value: unknown) => void)[] };
  const ask = (kind: "run" | "series"): Promise<never> =>
    new Promise((done, failed) => {
      waiting[kind].push((value) => (value instanceof Error ? failed(value) : done(value as never)));
    });
  return {
    source: { run: () => ask("run"), series: () => ask("series") } as unknown as DataSource,
    answer: async (kind, value) => {
      waiting[kind].shift()?.(value);
      await new Promise((done) => setTimeout(done));
    },
    asked: (kind) => waiting[kind].length,
  };
}

const runEvent = (createdAt: string): LiveEvent => ({ type: "run", summary: summaryOf(createdAt) });

test("a run that takes the name begins anew; what was asked of the former one comes too late", async () => {
  const { source, answer, asked } = heldSource();
  const facts = createRunFacts(source, "a");
  void facts.reload();
  await answer("run", detailOf("2020", [10, 20]));
  void facts.series.load();
  await answer("series", seriesOf([1, 2, 3]));
  expect([facts.samples.value, facts.series.axis().step]).toEqual([
    [10, 20],
    [1, 2, 3],
  ]);

  void facts.reload(); // of the former run, still under way when the other one comes
  facts.hear({ type: "gone", id: "a" });
  expect(facts.gone.value).toBe(true);
  facts.hear(runEvent("2021"));
  expect([facts.gone.value, facts.detail.value, facts.samples.value, facts.events.value]).toEqual([
    false,
    null,
    [],
    [],
  ]);
  expect([facts.series.axis().step, facts.series.names()]).toEqual([[], []]);
  expect([asked("run"), asked("series")]).toEqual([2, 1]);
  await answer("run", detailOf("2020", [10, 20]));
  expect(facts.detail.value).toBeNull();
  await answer("run", detailOf("2021", [5]));
  await answer("series", seriesOf([7]));
  expect([facts.summary.value?.createdAt, facts.samples.value, facts.series.axis().step]).toEqual(["2021", [5], [7]]);
  expect(facts.events.value.map(({ step }) => step)).toEqual([5]);
});

test("rows and numbers of the former run that were waiting are not taken for the new one's", async () => {
  const { source, answer } = heldSource();
  const facts = createRunFacts(source, "a");
  void facts.reload();
  await answer("run", detailOf("2020", []));
  void facts.series.load();
  const rows = [{ step: 4, images: 4, attempt: 1, time: 4, lossD: 4 }];
  facts.hear({ type: "rows", id: "a", from: 0, to: 40, rows, ends: [40] });
  facts.hear(runEvent("2021"));
  await answer("series", seriesOf([1, 2, 3]));
  expect(facts.series.axis().step).toEqual([]);
  await answer("series", seriesOf([]));
  expect(facts.series.axis().step).toEqual([]);
});

test("an answer itself tells of another run", async () => {
  const { source, answer } = heldSource();
  const facts = createRunFacts(source, "a");
  void facts.reload();
  await answer("run", detailOf("2020", [10]));
  void facts.reload();
  await answer("run", detailOf("2021", [5]));
  expect([facts.detail.value?.summary.createdAt, facts.samples.value]).toEqual(["2021", [5]]);
});

test("a run that could not be read is asked for again when it is told of", async () => {
  const { source, answer } = heldSource();
  const facts = createRunFacts(source, "a");
  void facts.reload();
  await answer("run", new SourceError("E607", () => "none"));
  expect(facts.failed.value?.code).toBe("E607");
  expect(facts.hear(runEvent("2020"))).toBe(true);
});
