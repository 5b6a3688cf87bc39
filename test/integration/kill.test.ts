/**
 * @file Promise 1 and 2 against real kills: training processes are killed with SIGKILL at 20 random moments in all, and
 * resumed each time; the end is byte for byte that of a run that nobody disturbed.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type RandomSource, randomSource } from "../../src/base/random.ts";
import { openRun, type RunFolder } from "../../src/store/open-run.node.ts";
import {
  type Asked,
  linesOf,
  rowsOf,
  startTraining,
  stateBytes,
  temporaryFolder,
  trainedApart,
} from "./training-process.ts";

const folder = await temporaryFolder();

interface Case {
  readonly name: string;
  readonly kills: number;
  readonly train: Readonly<Record<string, unknown>> & { readonly steps: number };
}

const cases: readonly Case[] = [
  {
    name: "gan on points",
    kills: 13,
    train: {
      ...{ data: "ring8", recipe: "gan", width: 16, batch: 32, threads: 1, seed: 3 },
      ...{ steps: 560, saveEvery: 7, sampleEvery: 80 },
    },
  },
  {
    name: "dcgan on flipped images",
    kills: 7,
    train: {
      ...{ data: "strokes", size: 16, recipe: "dcgan", width: 8, batch: 8, threads: 1, seed: 3, flip: true },
      ...{ steps: 140, saveEvery: 5, sampleEvery: 50 },
    },
  },
];

/**
 * Runs a process and kills it: most of the time a moment after a step that is drawn from the next stretch of the run,
 * sometimes while it is still starting.
 * @returns whether it was alive then
 */
async function killedOnce(asked: Asked, stretch: readonly [number, number], random: RandomSource): Promise<boolean> {
  const { child, ended, said } = startTraining(asked, folder);
  if (random.below(5) === 0) await new Promise((resolve) => setTimeout(resolve, random.below(1500)));
  else {
    const [from, to] = stretch;
    // Beyond step 100 every tenth step is said.
    const step = Math.ceil((from + random.below(to - from)) / 10) * 10;
    await said(new RegExp(`"type":"metrics","step":${step},`)).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, random.uniform() * 8));
  }
  child.kill("SIGKILL");
  const { err } = await ended;
  expect(err).toBe("");
  return child.signalCode === "SIGKILL";
}

/** The step of the newest whole checkpoint, -1 where there is none, and whether the run has come to its end. */
async function standing(
  path: string,
): Promise<{ readonly begun: boolean; readonly step: number; readonly done: boolean }> {
  const run = await openRun(path).catch(() => null);
  if (run === null) return { begun: false, step: -1, done: false }; // killed before there was a run
  const state = (await run.status())?.state;
  expect(["interrupted", "done", undefined]).toContain(state);
  const checkpoint = await run.readCheckpoint();
  expect(checkpoint?.problems ?? []).toEqual([]);
  return { begun: true, step: checkpoint?.step ?? -1, done: state === "done" };
}

/** What D said, wherever the clock has no say. */
const outputsOf = async (run: RunFolder): Promise<object[]> =>
  (await run.outputs()).map(({ time: _, attempt: __, ...row }) => row);

/** Two finished runs of the same configuration have the same bytes wherever the clock has no say. */
async function expectSameEnd(path: string, whole: string, steps: number): Promise<void> {
  expect((await stateBytes(path)).equals(await stateBytes(whole))).toBe(true);
  for (const file of ["generator.onnx", "reals.png", `samples/${String(steps).padStart(6, "0")}.png`]) {
    const [a, b] = await Promise.all([whole, path].map((run) => readFile(join(run, file))));
    expect(a?.equals(b as Buffer), file).toBe(true);
  }
  const [a, b] = [await openRun(whole), await openRun(path)];
  expect(await rowsOf(b)).toEqual(await rowsOf(a));
  const [said, expected] = await Promise.all([b, a].map(outputsOf));
  expect(expected?.length).toBeGreaterThan(0);
  expect(said).toEqual(expected);
  expect((await b.samples()).map(({ step }) => step)).toEqual((await a.samples()).map(({ step }) => step));
  expect(await b.status()).toMatchObject({ state: "done", step: steps });
}

test.each(cases)("$name: $kills kills, and the bytes of an undisturbed run", async ({ name, kills, train }) => {
  const prefix = name.split(" ")[0] as string;
  const pathOf = (run: string): string => join(folder, "runs", run);
  const whole = pathOf(`${prefix}-whole`);
  const end = (await trainedApart({ train: { ...train, run: `${prefix}-whole` } }, folder)).at(-1);
  expect(end).toMatchObject({ type: "end", status: "done", step: train.steps });

  const random = randomSource({ seed: 11, stream: name, counter: 0 });
  let [killed, runs] = [0, 1];
  let now = await standing(pathOf(`${prefix}-cut-1`));
  const path = (): string => pathOf(`${prefix}-cut-${runs}`);
  const asked = (): Asked => (now.begun ? { resume: path() } : { train: { ...train, run: `${prefix}-cut-${runs}` } });
  for (let attempt = 0; killed < kills; attempt += 1) {
    expect(attempt, "processes started").toBeLessThan(3 * kills);
    const from = Math.max(now.step, 0) + 1;
    const stretch = Math.max(1, Math.floor((train.steps - from) / (kills - killed + 1)));
    if (await killedOnce(asked(), [from, from + stretch], random)) killed += 1;
    const before = now.step;
    now = await standing(path());
    expect(now.step).toBeGreaterThanOrEqual(before); // nothing that was saved is lost
    if (!now.done) continue;
    // A fast machine may come to the end before the last kill: the others are for a run that begins anew.
    await expectSameEnd(path(), whole, train.steps);
    runs += 1;
    now = await standing(path());
  }
  if (runs > 1 && !now.begun) return; // the last kill was of a run that has been compared
  expect((await trainedApart(asked(), folder)).at(-1)).toMatchObject({ type: "end", status: "done" });
  await expectSameEnd(path(), whole, train.steps);
});

test("a process that is told to stop by leaving the iteration saves, ends by itself, and is resumed to the same bytes", async () => {
  const { train } = cases[0] as Case;
  const long = { ...train, steps: 1_000_000, saveEvery: 50 };
  const { out } = await startTraining({ train: { ...long, run: "left" }, leaveAt: 23 }, folder).ended;
  expect(linesOf(out).at(-1)).toMatchObject({ type: "metrics", step: 23 });
  const run = await openRun(join(folder, "runs", "left"));
  expect((await run.status())?.state).toBe("interrupted");
  const step = (await run.readCheckpoint())?.step as number;
  expect(step).toBeGreaterThanOrEqual(23);
  const steps = step + 40;
  await trainedApart({ resume: run.path, options: { steps } }, folder);
  await trainedApart({ train: { ...long, steps, run: "straight" } }, folder);
  expect((await stateBytes(run.path)).equals(await stateBytes(join(folder, "runs", "straight")))).toBe(true);
});
