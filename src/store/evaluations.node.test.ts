import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRun } from "./create-run.node.ts";
import { appendEvaluation, pointBest } from "./evaluations.node.ts";
import { openRun } from "./open-run.node.ts";
import type { EvaluationInput, NewRunRecord } from "./run-record.ts";

const record: NewRunRecord = {
  recipe: "gan",
  data: { name: "ring8", spec: "ring8", kind: "points", shape: [2], count: 1000, fingerprint: "ab" },
  seed: 0,
  device: "cpu",
  threads: 1,
  config: {},
  versions: { gantry: "0.1.0" },
};
const row = (step: number, frechet: number | null): EvaluationInput => ({
  ...{ step, features: "none", against: "ring8", n: 100, nReal: 100, seed: 0 },
  values: { frechet },
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gantry-evaluations-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("lines are read in their order, by whoever opens the run; half a line and foreign ones are passed over", async () => {
  const run = await createRun({ root, name: "a", record });
  await run.evaluation(row(10, 3.5));
  await appendEvaluation(run.path, { ...row(20, null), attempt: 4, time: 12 });
  await appendFile(join(run.path, "evaluations.jsonl"), '{"step":30}\n{"step":40,"feat');
  await run.close();
  const read = await (await openRun(run.path)).evaluations();
  expect(read).toMatchObject([
    { ...row(10, 3.5), attempt: 1 },
    { ...row(20, null), attempt: 4, time: 12 },
  ]);
});

test("a run without evaluations has none", async () => {
  const run = await createRun({ root, name: "a", record });
  await run.close();
  expect(await (await openRun(run.path)).evaluations()).toEqual([]);
});

test("the best is pointed to by its step, and stays when newer checkpoints come", async () => {
  const run = await createRun({ root, name: "a", record, keep: { last: 1, every: 0 } });
  const tensors = (value: number) => [
    { name: "w", dtype: "float32", shape: [1], data: Float32Array.of(value) } as const,
  ];
  await run.checkpoint({ step: 10, tensors: tensors(1), meta: {} });
  expect(await pointBest(run.path, 10)).toBe("checkpoints/000010");
  expect(await pointBest(run.path, 11)).toBeNull();
  for (const step of [20, 30]) await run.checkpoint({ step, tensors: tensors(step), meta: {} });
  await run.close();
  const folder = await openRun(run.path);
  expect((await folder.checkpoints()).steps).toEqual([10, 30]);
  expect((await folder.readCheckpoint("best"))?.step).toBe(10);
  const pointer = JSON.parse(await readFile(join(run.path, "best.json"), "utf8")) as { sha256: string };
  expect(pointer.sha256).toBe((await folder.readCheckpoint(10))?.sha256);
});
