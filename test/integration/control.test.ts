/** @file Steering a run from outside: `control.jsonl`, and the lock that keeps a second trainer away. */
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendRequest } from "../../src/store/folder.node.ts";
import { openRun, type RunFolder } from "../../src/store/open-run.node.ts";
import type { RunState } from "../../src/store/run-record.ts";
import { linesOf, startTraining, stateBytes, temporaryFolder, trainedApart } from "./training-process.ts";

const folder = await temporaryFolder();
const train = { data: "ring8", recipe: "gan", width: 16, batch: 32, threads: 1, saveEvery: 100_000, steps: 1_000_000 };

/** Waits until a run is in a state. */
async function until(run: RunFolder, state: RunState): Promise<void> {
  while ((await run.status())?.state !== state) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("pause, set, resume, save and stop, each at a step's boundary and recorded with it", async () => {
  const trainer = startTraining({ train: { ...train, run: "asked" } }, folder);
  await trainer.said(/"metrics","step":50,/);
  const run = await openRun(join(folder, "runs", "asked"));

  await appendRequest(run.path, { type: "pause" });
  await until(run, "paused");
  const paused = (await run.status())?.step as number;
  expect((await run.readCheckpoint())?.step).toBe(paused);

  await appendFile(join(run.path, "control.jsonl"), "halt!\n");
  await appendRequest(run.path, { type: "set", key: "lr.g", value: 0.0005 });
  await appendRequest(run.path, { type: "set", key: "momentum", value: 1 });
  await appendRequest(run.path, { type: "resume" });
  await until(run, "training");
  await trainer.said(new RegExp(`"metrics","step":${Math.ceil(paused / 10) * 10 + 10},`));
  await appendRequest(run.path, { type: "save" });
  await appendRequest(run.path, { type: "stop" });

  const { out, err, code } = await trainer.ended;
  expect([code, err]).toEqual([0, ""]);
  const said = linesOf(out);
  const stopped = said.at(-1)?.step as number;
  expect(said.at(-1)).toMatchObject({ type: "end", status: "stopped", run: run.path });
  expect(stopped).toBeGreaterThan(paused);
  // Verdicts aside: how far it came before it was asked, and so how it went, is not decided here.
  const answers = said.filter(({ type, code }) => type === "alert" && !/^W4[2-5]/.test(String(code)));
  expect(answers.map(({ code, step }) => [code, step])).toEqual([
    ["W400", paused],
    ["W502", paused],
    ["W503", paused],
  ]);
  expect(await run.status()).toMatchObject({ state: "stopped", step: stopped, steps: train.steps });
  const met = (await run.events()).filter(({ type }) => type === "control");
  expect(met.map(({ step, request }) => [step, request])).toEqual([
    [paused, { type: "pause" }],
    [paused, { type: "set", key: "lr.g", value: 0.0005 }],
    [paused, { type: "set", key: "momentum", value: 1 }],
    [paused, { type: "resume" }],
    [expect.any(Number), { type: "save" }],
    [stopped, { type: "stop" }],
  ]);
  const saved = met.at(-2)?.step;
  expect(said.some(({ type, step }) => type === "checkpoint" && step === saved)).toBe(true);
  expect((await run.readCheckpoint())?.meta).toMatchObject({ controls: { set: { "lr.G": 0.0005 } } });
});

test("a setting is met again by the resume of a killed run: the bytes of an undisturbed one", async () => {
  const short = { ...train, saveEvery: 150, seed: 4 };
  const path = join(folder, "runs", "set");
  const trainer = startTraining({ train: { ...short, run: "set" } }, folder);
  await trainer.said(/"metrics","step":20,/);
  await appendRequest(path, { type: "set", key: "lr.D", value: 0.004 });
  const acts = async (): Promise<boolean> =>
    (await readFile(join(path, "events.jsonl"), "utf8")).includes('"type":"control"');
  while (!(await acts())) await new Promise((resolve) => setTimeout(resolve, 5));
  trainer.child.kill("SIGKILL"); // most of the time before a checkpoint holds it
  await trainer.ended;
  const run = await openRun(path);
  const at = (await run.events()).find(({ type }) => type === "control")?.step as number;
  const steps = Math.max(at, (await run.readCheckpoint())?.step ?? 0) + 200; // however far it came
  await trainedApart({ resume: path, options: { steps } }, folder);
  expect((await run.readCheckpoint())?.meta).toMatchObject({ controls: { set: { "lr.D": 0.004 } } });
  // The same by hand: to that step, the setting, and on.
  const whole = startTraining({ train: { ...short, steps: at, run: "by-hand" } }, folder);
  await whole.ended;
  const other = join(folder, "runs", "by-hand");
  const state = join((await (await openRun(other)).checkpoints()).last as string, "state.json");
  expect(JSON.parse(await readFile(state, "utf8"))).toMatchObject({ step: at, meta: { controls: { set: {} } } });
  await appendEvent(other, at);
  await trainedApart({ resume: other, options: { steps } }, folder);
  expect((await stateBytes(path)).equals(await stateBytes(other))).toBe(true);
});

/** An event that says a request was met, as a trainer writes it. */
async function appendEvent(path: string, step: number): Promise<void> {
  const request = { type: "set", key: "lr.D", value: 0.004 };
  const event = { type: "control", step, attempt: 1, time: 0, request, offset: 1 };
  await appendFile(join(path, "events.jsonl"), `${JSON.stringify(event)}\n`);
}

test("a second process is refused while the first lives, and takes over when it is killed", async () => {
  const first = startTraining({ train: { ...train, run: "held" } }, folder);
  const path = join(folder, "runs", "held");
  await first.said(/"metrics","step":30,/);
  await appendRequest(path, { type: "pause" });
  await until(await openRun(path), "paused");

  const refused = await trainedApart({ resume: path }, folder);
  expect(refused.at(-1)).toMatchObject({ type: "error", name: "GantryError", code: "E508" });
  expect(refused.at(-1)?.message).toContain(`${path} is being trained by process ${first.child.pid} since `);

  first.child.kill("SIGKILL");
  await first.ended;
  expect(await (await openRun(path)).status()).toMatchObject({ state: "interrupted", pid: null });
  const step = (await (await openRun(path)).readCheckpoint())?.step as number;
  const taken = await trainedApart({ resume: path, options: { steps: step + 20 } }, folder);
  expect(taken[0]).toMatchObject({ type: "start", step });
  expect(taken.at(-1)).toMatchObject({ type: "end", status: "done", step: step + 20 });
});
