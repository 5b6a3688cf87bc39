/** @file Logs read as they grow, and in parts, against reading them whole. */
import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { MetricsLog, readMetrics } from "./metrics.node.ts";
import type { MetricsTable } from "./metrics-table.ts";

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "gantry-log-")), "metrics.jsonl");
});

const line = (step: number, attempt: number): string =>
  `${JSON.stringify({ step, attempt, lossD: Math.sin(step + attempt), ...(step % 5 === 0 ? { late: step } : {}) })}\n`;

const plain = ({ length, columns, malformed }: MetricsTable) => ({
  length,
  malformed,
  columns: Object.fromEntries(columns),
});

test("a log that is not there is empty; what is appended is read once, a torn line when it is whole", async () => {
  const log = new MetricsLog(path);
  await log.read();
  expect([log.offset, plain(log.builder.view())]).toEqual([0, { length: 0, columns: {}, malformed: 0 }]);
  writeFileSync(path, `${line(1, 1)}${line(2, 1)}{"step":3,"lo`);
  await log.read();
  expect(log.builder.view().length).toBe(2);
  appendFileSync(path, 'ssD":7}\nnonsense\n');
  await log.read();
  expect(plain(log.builder.view())).toEqual(plain(await readMetrics(path)));
  expect(log.builder.view()).toMatchObject({ length: 3, malformed: 1 });
});

test("parts that are put together are the whole, also where a later one replaces what an earlier one has", async () => {
  const steps = [...Array(300).keys()].map((step) => [step, 1] as const);
  const again = [...Array(200).keys()].map((step) => [step + 150, 2] as const);
  const once = [...Array(40).keys()].map((step) => [step + 120, 3] as const);
  const lines = [...steps, ...again, ...once].map(([step, attempt]) => line(step, attempt));
  writeFileSync(path, lines.join(""));
  const whole = plain(await readMetrics(path));
  for (const places of [[100], [250, 400], [310, 330, 520], [1, 539]]) {
    const log = new MetricsLog(path);
    const ends = places.map((place) => Buffer.byteLength(lines.slice(0, place).join("")));
    await log.read(ends[0]);
    for (const [i, from] of ends.entries()) {
      const end = ends[i + 1] ?? Buffer.byteLength(lines.join(""));
      const part = new MetricsLog(path, from);
      await part.read(end);
      log.take(part.builder.table(), end);
    }
    expect(plain(log.builder.table()), String(places)).toEqual(whole);
  }
});
