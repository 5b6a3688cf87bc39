// The JSON file that a measurement leaves, where it came from, and the bounds it is held to.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, availableParallelism } from "node:os";
import { dirname } from "node:path";

/** `bench/results/behaviour/<name>.json`; RESULTS names another file. */
export const recordFile = (name) => process.env.RESULTS ?? `bench/results/behaviour/${name}.json`;

/** What the file holds, or null where there is none. */
export const recordIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

export function writeRecord(file, record) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 1)}\n`);
}

/** Whether two rows have the same in all of `keys`, which may be objects such as settings. */
export const alike = (row, other, keys) => keys.every((key) => JSON.stringify(row[key]) === JSON.stringify(other[key]));

/** @returns the rows with one more, in place of the one that has the same in `keys` */
export const withRow = (rows, row, keys) => [...rows.filter((other) => !alike(row, other, keys)), row];

/** The rows of `list` in all of the files together, each once. */
export const rowsOfFiles = (files, list, keys) =>
  files.flatMap((file) => recordIn(file)?.[list] ?? []).reduce((rows, row) => withRow(rows, row, keys), []);

/** The rows of one file, which need not be measured again; with ANEW=1 none: all are. */
export const rowsThatStand = (file, list, keys) =>
  process.env.ANEW === undefined ? rowsOfFiles([file], list, keys) : [];

/** The code and the machine (BENCH_MACHINE says more of it). */
export const origin = () => ({
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
});

/** @returns `names`, all of which are among `known`; another one ends the process with exit code 2, for it would be measured as something else */
export function named(names, known) {
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return names;
  console.error(`expected some of: ${known.join(", ")}; got ${wrong}`);
  return process.exit(2);
}

/** A bound that was missed is said, and the process ends with exit code 1; @returns whether it holds */
export function demand(holds, sentence) {
  if (!holds) {
    console.error(`missed: ${sentence}`);
    process.exitCode = 1;
  }
  return holds;
}
