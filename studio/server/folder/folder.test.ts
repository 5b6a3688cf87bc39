/** @file The small readers of a runs folder: growing logs, sparklines, columns, the best evaluation, paths. */
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EvaluationRow, RunRecord } from "gantry/store";
import { beforeEach, describe, expect, test } from "vitest";
import { bestOf } from "./best.ts";
import { columnsIn } from "./columns.ts";
import { linesFrom, MOST_BYTES, parsedLines, wholeEnd } from "./log-tail.ts";
import { isRunName, realInside, runNames, runsRoot } from "./place.ts";
import { sparkOf } from "./spark.ts";

let folder: string;
let log: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry-folder-")));
  log = join(folder, "log.jsonl");
});

describe("a growing log", () => {
  test("whole lines alone, with their ends; the torn one when it is whole", () => {
    expect([linesFrom(log, 0), wholeEnd(log)]).toEqual([null, 0]);
    writeFileSync(log, '{"a":1}\n{"ü":2}\n{"a"');
    expect(linesFrom(log, 0)).toEqual({ from: 0, to: 17, lines: ['{"a":1}', '{"ü":2}'], ends: [8, 17] });
    expect([linesFrom(log, 17), wholeEnd(log)]).toEqual([null, 17]);
    appendFileSync(log, ":3}\n");
    expect(linesFrom(log, 17)).toMatchObject({ from: 17, lines: ['{"a":3}'] });
    expect(linesFrom(log, 0, 17)?.lines).toHaveLength(2);
  });

  test("a long one comes in parts, and a line longer than a part comes whole", () => {
    writeFileSync(log, `${"x".repeat(MOST_BYTES - 2)}\n${"y".repeat(MOST_BYTES * 2)}\nz\n`);
    const first = linesFrom(log, 0);
    expect(first?.to).toBe(MOST_BYTES - 1);
    const second = linesFrom(log, MOST_BYTES - 1);
    expect(second?.lines.map(({ length }) => length)[0]).toBe(MOST_BYTES * 2);
    expect(wholeEnd(log)).toBe(MOST_BYTES * 3 + 2);
  });

  test("lines that are none are passed over", () => {
    writeFileSync(log, '{"a":1}\nnull\n[1]\nx\n{"b":1}\n{"a":2}\n');
    const read = linesFrom(log, 0);
    const isA = (value: object): value is { a: number } => "a" in value;
    expect(read && parsedLines(read, isA)).toEqual({ values: [{ a: 1 }, { a: 2 }], ends: [8, 35] });
  });
});

describe("sparkOf", () => {
  const write = (rows: number, pad = ""): void =>
    writeFileSync(
      log,
      Array.from({ length: rows }, (_, step) => `${JSON.stringify({ step, lossD: step, pad })}\n`).join(""),
    );

  test("few values as they are, many as forty means", () => {
    write(5);
    expect(sparkOf(log, 1000)).toEqual([0, 1, 2, 3, 4]);
    write(400);
    expect(sparkOf(log, 100_000).slice(0, 2)).toEqual([4.5, 14.5]);
    expect(sparkOf(join(folder, "none"), 0)).toEqual([]);
  });

  test("of a long log it reads forty places", () => {
    write(20_000, "x".repeat(80));
    const spark = sparkOf(log, wholeEnd(log));
    expect(spark).toHaveLength(40);
    expect(spark).toEqual([...spark].sort((a, b) => a - b));
    expect(spark.at(-1)).toBeGreaterThan(19_900);
  });
});

test("columns of the first rows and of the last", () => {
  const row = (step: number, more: object): string =>
    `${JSON.stringify({ step, lossD: step, pad: "x".repeat(90), ...more })}\n`;
  writeFileSync(
    log,
    row(0, { diversity: 1 }) + Array.from({ length: 5000 }, (_, i) => row(i, {})).join("") + row(9, { late: 2 }),
  );
  expect(columnsIn(log)).toEqual(["step", "lossD", "diversity", "late"]);
  expect(columnsIn(join(folder, "none"))).toEqual([]);
});

describe("bestOf", () => {
  const record = { config: {}, data: { name: "ring8", kind: "points" } } as unknown as RunRecord;
  const row = (step: number, values: EvaluationRow["values"], more: Partial<EvaluationRow> = {}): EvaluationRow => ({
    ...{ step, attempt: 1, time: 0, features: "none", against: "ring8", n: 100, nReal: 100, seed: 0, values },
    ...more,
  });

  test("the least of the metric that decides, among what can be compared", () => {
    const rows = [
      row(1, { sliced: 0.5 }),
      row(2, { sliced: 0.1 }, { n: 10 }),
      row(3, { sliced: 0.2 }),
      row(4, { sliced: null }),
      row(5, { sliced: 0.01 }, { against: "moons" }),
      row(6, { sliced: 0.3 }),
    ];
    expect(bestOf(record, rows)).toEqual({ step: 3, metric: "sliced", value: 0.2 });
    expect(bestOf(record, [])).toBeNull();
    const kid = { ...record, config: { evalMetric: { value: "kid", origin: "flag" } } } as RunRecord;
    expect(bestOf(kid, rows)).toBeNull();
  });
});

describe("paths", () => {
  test("what is a run's name", () => {
    expect(["0001-ring8", "猫", "a b"].every(isRunName)).toBe(true);
    expect(["", ".", "..", ".hidden", "a/b", "a\\b", "a\0"].some(isRunName)).toBe(false);
  });

  test("links may stay inside, and lead nowhere else", () => {
    const runs = join(folder, "runs");
    for (const place of ["runs/a", "else/b"]) {
      mkdirSync(join(folder, place), { recursive: true });
      writeFileSync(join(folder, place, "run.json"), "{}");
    }
    symlinkSync(join(folder, "else/b"), join(runs, "out"));
    symlinkSync(join(runs, "a"), join(runs, "in"));
    symlinkSync(join(runs, "circle"), join(runs, "circle"));
    writeFileSync(join(runs, "file"), "");
    expect(runNames(runs)).toEqual({ runs: ["a", "in"], outside: ["out"] });
    expect(realInside(runs, join(runs, "out/run.json"))).toBeNull();
    expect(realInside(runs, runs)).toBeNull();
    expect(runsRoot(runs)).toBe(runs);
    expect(runNames(join(folder, "none"))).toEqual({ runs: [], outside: [] });
  });
});
