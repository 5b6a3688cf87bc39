/** @file A run that diverges, in files: rollbacks that a kill does not forget, and the end after three of them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRun } from "../../src/store/open-run.node.ts";
import { gantry, start } from "./gantry-process.ts";
import {
  childFile,
  linesOf,
  type Said,
  startTraining,
  stateBytes,
  temporaryFolder,
  trainedApart,
} from "./training-process.ts";

const folder = await temporaryFolder();
const runs = join(folder, "runs");
const recipe = childFile("diverging.mjs");
/** G's rate is 1e-3 for points. */
const train = { data: "ring8", recipe, width: 8, batch: 16, threads: 1, steps: 20, saveEvery: 5 };
const alertsOf = (said: readonly Said[]) => said.filter(({ code }) => code === "W490").map((alert) => alert.parameters);

describe("a step whose loss is no number", () => {
  test("is tried again with half the rate, until it passes", async () => {
    const said = await trainedApart({ train: { ...train, run: "passes" } }, folder);
    expect(alertsOf(said)).toEqual([
      { step: 13, back: 10, retries: 1, rateFactor: 0.5 },
      { step: 13, back: 10, retries: 2, rateFactor: 0.25 },
    ]);
    expect(said.at(-1)).toMatchObject({ type: "end", status: "done", step: 20 });
    expect((await (await openRun(join(runs, "passes"))).readCheckpoint())?.meta).toMatchObject({
      retries: 2,
      controls: { rateFactor: 0.25 },
    });
  });

  test("is counted through kills: the same bytes", async () => {
    const killed = startTraining({ train: { ...train, run: "killed" } }, folder);
    await killed.said(/"code":"W490"/);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const path = join(runs, "killed");
    const retries = (await (await openRun(path)).readCheckpoint())?.meta.retries as number;
    expect(retries).toBeGreaterThanOrEqual(1);
    const said = await trainedApart({ resume: path }, folder);
    expect(retries + alertsOf(said).length).toBe(2);
    expect((await stateBytes(path)).equals(await stateBytes(join(runs, "passes")))).toBe(true);
  });

  test("ends the run after three tries, with exit code 4; the last good checkpoint is whole", async () => {
    const words = ["train", "ring8", "--recipe", recipe, "--run", "hopeless", "--steps", "20", "--save-every", "5"];
    const settings = ["--set", "limit=1e-9", "--set", "width=8", "--batch", "16", "--threads", "1"];
    const { code, err } = await gantry([...words, ...settings, "--progress", "none"], folder);
    expect(code).toBe(4);
    expect(err).toContain(
      "step 13 gave a loss or gradient that is not a number, after going back 3 times with half the learning rate each.",
    );
    const run = await openRun(join(runs, "hopeless"));
    expect(await run.status()).toMatchObject({ state: "diverged", step: 12 });
    const checkpoint = await run.readCheckpoint();
    expect(checkpoint).toMatchObject({ step: 10, problems: [], meta: { retries: 3 } });
    expect(existsSync(join(run.path, "report.html"))).toBe(true); // its curves show how it came to that
    const resumed = (await trainedApart({ resume: run.path }, folder)).at(-1);
    expect(resumed).toMatchObject({ type: "error", code: "E490" });
  });

  test("ends the run at once where that is asked for", async () => {
    const asked = { ...train, limit: 1e-9, onNan: "stop", run: "strict" };
    expect((await trainedApart({ train: asked }, folder)).at(-1)).toMatchObject({ type: "error", code: "E490" });
    expect((await (await openRun(join(runs, "strict"))).readCheckpoint())?.step).toBe(10);
  });
});

/** A command that mounts a disk of one and a half megabytes over a folder and runs there, where this user may. */
const unshare = ["--map-root-user", "--mount", "sh", "-c"];
const mayMount = spawnSync("unshare", [...unshare, 'mount -t tmpfs -o size=1m none "$(mktemp -d)"']).status === 0;

test.skipIf(!mayMount)(
  "a full disk ends the run by name; what was saved is whole and goes on once there is room (needs unshare)",
  async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    const asked = (more: object): string =>
      JSON.stringify({ train: { ...train, recipe: "gan", width: 32, sampleEvery: 5, steps: 60, ...more } });
    const child = childFile("train.mjs");
    const node = `'${process.execPath}' '${child}'`;
    const resumed = (steps: number): string => JSON.stringify({ resume: join(disk, "small"), options: { steps } });
    const script = [
      `mount -t tmpfs -o size=1500k none '${disk}'`,
      `${node} '${asked({ out: disk, run: "small", steps: 10 })}'`,
      `head -c 2000000 /dev/zero > '${disk}/filler' 2>/dev/null`,
      `${node} '${resumed(60)}'`,
      `rm '${disk}/filler'`,
      `${node} '${resumed(40)}'`,
      `cp -r '${disk}/small' '${folder}/rescued'`,
    ].join("\n");
    const { out } = await start("unshare", [...unshare, script], folder).ended;
    const said = linesOf(out);
    const error = said.find(({ type }) => type === "error");
    expect(error).toMatchObject({ code: "E502" });
    expect(error?.message).toContain("the disk is full: ");
    expect(said.at(-1)).toMatchObject({ type: "end", status: "done", step: 40 });
    await trainedApart(
      { train: { ...train, recipe: "gan", width: 32, sampleEvery: 5, steps: 40, run: "roomy" } },
      folder,
    );
    expect((await stateBytes(join(folder, "rescued"))).equals(await stateBytes(join(runs, "roomy")))).toBe(true);
  },
);
