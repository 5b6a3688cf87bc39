// A training run in a folder that is thrown away, its samples, and what `gantry evaluate` says of it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadGenerator, train } from "gantry";

/** Where data and weights are: GANTRY_DATA or ../shared/data. */
export const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");

/** Paths within `dataDir`; where one is missing that is said, and the process ends with exit code 0: nothing was measured. */
export function needed(...names) {
  const files = names.map((name) => join(dataDir, name));
  const missing = files.find((file) => !existsSync(file));
  if (missing === undefined) return files;
  console.error(`skipped: no ${missing}; set GANTRY_DATA`);
  process.exit(0);
}

/** Calls `work` with a fresh folder, which is removed when it has ended; with KEEP=1 it stays, and is named. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "gantry-behaviour-"));
  try {
    return await work(folder);
  } finally {
    if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true });
    else console.error(`kept: ${folder}`);
  }
}

/**
 * Trains to the end, on one thread unless told otherwise. `told` is called with each event, and waited for.
 *
 * @returns { run, step, status, seconds, verdict }: the run's folder; seconds less those that `told` took
 */
export async function trained({ out, ...options }, told = () => {}) {
  const began = performance.now();
  let [telling, verdict, end] = [0, null, null];
  for await (const event of train({ dataDir, out, run: "run", threads: 1, ...options })) {
    if (event.type === "verdict") verdict = event.verdict.word;
    if (event.type === "end") end = event;
    const before = performance.now();
    await told(event);
    telling += performance.now() - before;
  }
  const { step, status } = end;
  const seconds = Math.round((performance.now() - began - telling) / 1000);
  return { run: join(out, options.run ?? "run"), step, status, seconds, verdict };
}

/** A line on stderr where samples are drawn. */
export function tellSamples(name, event) {
  if (event.type === "sample") console.error(`${name}  step ${event.step}  diversity ${event.diversity.toFixed(2)}`);
}

/** @returns `count` samples of a run's generator, row after row; of `labels`, where it is told labels; of a checkpoint's */
export async function samplesOf(run, count, labels, checkpoint) {
  const generator = await loadGenerator(run, checkpoint === undefined ? {} : { checkpoint });
  const { data } = await generator.generate(generator.z(count, 1), labels);
  await generator.release();
  return data;
}

/** `gantry evaluate <run> … --json`, on one thread: what it measured of each checkpoint. */
export function evaluated(run, words) {
  const main = resolve(import.meta.dirname, "../../dist/node/main.js");
  const out = execFileSync(process.execPath, [main, "evaluate", run, ...words, "--threads", "1", "--json"], {
    encoding: "utf8",
    stdio: "pipe", // what it warns of is in its JSON, what it fails with in the error
    env: { ...process.env, GANTRY_DATA: dataDir },
    maxBuffer: 1 << 28,
  });
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
