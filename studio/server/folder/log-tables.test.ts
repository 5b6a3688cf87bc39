/** @file Which log a table is of. */
import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LogTables } from "./log-tables.ts";

const rowsOf = (steps: readonly number[], lossD: number): string =>
  steps.map((step) => `{"step":${step},"attempt":1,"time":1,"images":1,"lossD":${lossD}}\n`).join("");

test("a longer log of another run in the place of the former one is read from its beginning", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "gantry-tables-")), "metrics.jsonl");
  const tables = new LogTables();
  const losses = async (born: string): Promise<number[]> => [
    ...((await tables.read(path, born)).table.columns.get("lossD") ?? []),
  ];
  writeFileSync(path, rowsOf([1, 2], 7));
  expect(await losses("2020")).toEqual([7, 7]);
  appendFileSync(path, rowsOf([3], 8));
  expect(await losses("2020")).toEqual([7, 7, 8]);
  writeFileSync(path, rowsOf([1, 2, 3, 4], 9)); // the same inode, and longer
  expect(await losses("2021")).toEqual([9, 9, 9, 9]);
});
