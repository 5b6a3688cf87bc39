/** @file What D said, read again and again: only what is new, and anew where another run has the folder. */
import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OutputLogs } from "./output-logs.ts";

const line = (step: number): string =>
  `${JSON.stringify({ step, attempt: 1, time: 1, reading: "logit", real: [0, 1], fake: [0, 1] })}\n`;

test("grows with its file, and begins anew with another run of the same folder, or a shorter file", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "gantry-outputs-")), "outputs.jsonl");
  const logs = new OutputLogs();
  const steps = async (born: string): Promise<number[]> =>
    (await logs.lines(path, born, { to: null, rows: 9 })).map(({ step }) => step);
  expect(await steps("2026")).toEqual([]);
  writeFileSync(path, line(1) + line(2));
  expect(await steps("2026")).toEqual([1, 2]);
  appendFileSync(path, line(5));
  expect(await steps("2026")).toEqual([1, 2, 5]);
  writeFileSync(path, line(7) + line(8) + line(9) + line(10));
  expect(await steps("2027")).toEqual([7, 8, 9, 10]);
  writeFileSync(path, line(3));
  expect(await steps("2027")).toEqual([3]);
});
