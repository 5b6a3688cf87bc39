import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OutputsLog, readOutputs } from "./outputs.node.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-outputs-"));
  path = join(folder, "outputs.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (step: number, attempt = 1, real: unknown = [0, step]): string =>
  `${JSON.stringify({ step, attempt, time: 1, reading: "logit", real, fake: [0, 1] })}\n`;
const stepsOf = ({ rows }: OutputsLog): string[] => rows.map(({ step, attempt }) => `${step} of ${attempt}`);

test("grows with its file, half a line waits, and calls at once read each line once", async () => {
  const log = new OutputsLog(path);
  await log.read();
  expect([log.rows, log.offset]).toEqual([[], 0]);
  await writeFile(path, line(1) + line(2) + line(5).slice(0, 20));
  await Promise.all([log.read(), log.read(), log.read()]);
  expect(stepsOf(log)).toEqual(["1 of 1", "2 of 1"]);
  await appendFile(path, line(5).slice(20));
  await Promise.all([log.read(), log.read()]);
  expect(stepsOf(log)).toEqual(["1 of 1", "2 of 1", "5 of 1"]);
  expect(log.rows).toEqual(await readOutputs(path));
});

test("a later attempt replaces what an earlier one wrote from its step on", async () => {
  await writeFile(path, line(1) + line(2) + line(5) + line(10) + line(5, 2));
  const log = new OutputsLog(path);
  await log.read();
  expect(stepsOf(log)).toEqual(["1 of 1", "2 of 1", "5 of 2"]);
});

test("what is no row is passed over", async () => {
  const broken = [line(3, 1, null), line(3, 1, [1]), line(3, 1, [1, 0]), line(3, 1, [0, "1"]), line(3, 1, [0, null])];
  await writeFile(path, `${line(1)}null\n[]\nno json\n{"step":2}\n${broken.join("")}${line(4)}`);
  expect((await readOutputs(path)).map(({ step }) => step)).toEqual([1, 4]);
});
