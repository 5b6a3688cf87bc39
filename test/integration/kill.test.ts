/**
 * @file Promise 1 and 2 against real kills: a training process is killed with SIGKILL at 20 random moments in all, resumed
 * each time, and the end is byte for byte that of a run that nobody disturbed.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type RandomSource, randomSource } from "../../src/base/random.ts";
import { openRun } from "../../src/store/open-run.node.ts";
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
      ...{ steps: 1400, saveEvery: 7, sampleEvery: 100 },
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

test.each(cases)("$name: $kills kills, and the bytes of an undisturbed run", async ({ name, kills, train }) => {
  const [whole, cut] = [`${name.split(" ")[0]}-whole`, `${name.split(" ")[0]}-cut`];
  const end = (await trainedApart({ train: { ...train, run: whole } }, folder)).at(-1);
  expect(end).toMatchObject({ type: "end", status: "done", step: train.steps });

  const random = randomSource({ seed: 11, stream: name, counter: 0 });
  const path = join(folder, "runs", cut);
  const stretch = train.steps / (kills + 1);
  let [reached, killed] = [-1, 0];
  for (let kill = 0; kill < kills; kill += 1) {
    const begun = await openRun(path).catch(() => null);
    const asked = begun === null ? { train: { ...train, run: cut } } : { resume: path };
    if (await killedOnce(asked, [kill * stretch, (kill + 1) * stretch], random)) killed += 1;
    const run = await openRun(path).catch(() => null);
    if (run === null) continue; // killed before there was a run
    expect(["interrupted", "done", undefined]).toContain((await run.status())?.state);
    const checkpoint = await run.readCheckpoint();
    expect(checkpoint?.problems ?? []).toEqual([]);
    expect(checkpoint?.step ?? -1).toBeGreaterThanOrEqual(reached); // nothing that was saved is lost
    reached = checkpoint?.step ?? -1;
  }
  // A fast machine may come to the end before the last of them.
  expect(killed).toBeGreaterThan(kills / 2);
  expect(reached).toBeGreaterThan(train.steps / 2);
  if ((await (await openRun(path)).status())?.state !== "done") {
    expect((await trainedApart({ resume: path }, folder)).at(-1)).toMatchObject({ type: "end", status: "done" });
  }

  expect((await stateBytes(path)).equals(await stateBytes(join(folder, "runs", whole)))).toBe(true);
  for (const file of ["generator.onnx", "reals.png", `samples/${String(train.steps).padStart(6, "0")}.png`]) {
    const [a, b] = await Promise.all([whole, cut].map((run) => readFile(join(folder, "runs", run, file))));
    expect(a?.equals(b as Buffer), file).toBe(true);
  }
  const [a, b] = [await openRun(join(folder, "runs", whole)), await openRun(path)];
  expect(await rowsOf(b)).toEqual(await rowsOf(a));
  expect((await b.samples()).map(({ step }) => step)).toEqual((await a.samples()).map(({ step }) => step));
  expect(await b.status()).toMatchObject({ state: "done", step: train.steps });
});

test("a process that is told to stop by leaving the iteration saves, ends by itself, and is resumed to the same bytes", async () => {
  const { train } = cases[0] as Case;
  const short = { ...train, steps: 60, saveEvery: 50 };
  await trainedApart({ train: { ...short, run: "straight" } }, folder);
  const { out } = await startTraining({ train: { ...short, run: "left" }, leaveAt: 23 }, folder).ended;
  expect(linesOf(out).at(-1)).toMatchObject({ type: "metrics", step: 23 });
  const run = await openRun(join(folder, "runs", "left"));
  expect((await run.status())?.state).toBe("interrupted");
  const step = (await run.readCheckpoint())?.step as number;
  expect(step).toBeGreaterThanOrEqual(23);
  await trainedApart({ resume: run.path }, folder);
  expect((await stateBytes(run.path)).equals(await stateBytes(join(folder, "runs", "straight")))).toBe(true);
});
