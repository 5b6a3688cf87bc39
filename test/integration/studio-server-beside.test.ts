/** @file The Studio beside a training (`--studio`), one that ends by itself, and the one of `npm start`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { RunList } from "../../studio/api/index.ts";
import { freshFolder, MAIN, node, onTerminal, type Running, start } from "./gantry-process.ts";
import { killIfThere, listen, type StudioProcess, send, startStudio, until } from "./studio-process.ts";

const folder = freshFolder();
const runs = join(folder, "runs");
const env = { GANTRY_CACHE: join(folder, "cache") };

/** Processes over this test's folder, which it alone started. */
const studios = (): number[] =>
  execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(" studio ") && line.includes(folder) && !line.includes("script "))
    .map((line) => Number.parseInt(line, 10));

afterEach(() => {
  for (const pid of studios()) killIfThere(pid);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Enters by a printed address. @returns how to ask for the list */
async function enter(address: string): Promise<() => Promise<RunList>> {
  const { port, search } = new URL(address);
  const entered = await send(Number(port), `/${search}`, {});
  expect(entered.status).toBe(303);
  const cookie = entered.headers["set-cookie"]?.[0]?.split(";")[0] as string;
  return async () => {
    const { status, body } = await send(Number(port), "/api/runs", { headers: { cookie } });
    expect(status).toBe(200);
    return JSON.parse(String(body)) as RunList;
  };
}

async function addressIn({ said, ended }: Running, text: () => string): Promise<string> {
  await Promise.race([said(/http:\S+token=[\w-]+\s/), ended]);
  return /http:\S+token=[\w-]+/.exec(text())?.[0] ?? "";
}

/** Everything a process says, as it comes. */
function heard({ child }: Running): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  return () => text;
}

describe.skipIf(process.platform !== "linux")("train --studio", () => {
  test("shows the run beside its training; Ctrl-C ends the training alone, and the page goes on", async () => {
    const words = `train ring8 --steps 1000000 --threads 1 --run beside --studio --progress lines`;
    const training = onTerminal(`${node} ${words}`, folder, env);
    const text = heard(training);
    const list = await enter(await addressIn(training, text));
    const is = (state: string) => async (): Promise<boolean> => {
      const run = (await list()).runs.find(({ id }) => id === "beside");
      return run?.state === state && (state !== "training" || run.step > 0);
    };
    await until(is("training"));
    const [pid] = studios();
    const priority = execFileSync("ps", ["-o", "ni=", "-p", String(pid)], { encoding: "utf8" });
    expect(Number(priority)).toBeGreaterThanOrEqual(10);
    training.child.stdin?.write("\x03");
    expect((await training.ended).code).toBe(130);
    await until(is("interrupted"));
    expect(studios()).toEqual([pid]);
  });

  test("resume --studio as well", async () => {
    const words = [MAIN, "resume", "beside", "--steps", "+5", "--studio", "--quiet"];
    const resumed = start(process.execPath, words, folder, env);
    const text = heard(resumed);
    const list = await enter(await addressIn(resumed, text));
    expect((await resumed.ended).code).toBe(0);
    await until(async () => (await list()).runs[0]?.state === "done");
    expect(text().trim()).toMatch(/^http:\S+$/);
  });
});

describe("a Studio that ends by itself", () => {
  test("goes on while a page listens, and ends when it has left", async () => {
    mkdirSync(runs, { recursive: true });
    const studio: StudioProcess = await startStudio(runs, folder, ["--until-idle", "1"]);
    const page = await listen(studio);
    studio.running.child.stdin?.end();
    await new Promise((done) => setTimeout(done, 2500));
    expect((await studio.ask("/api/runs")).status).toBe(200);
    page.close();
    expect((await studio.running.ended).code).toBe(0);
  });

  test("stays as long as whoever started it does", async () => {
    const studio = await startStudio(runs, folder, ["--until-idle", "1"]);
    await new Promise((done) => setTimeout(done, 2500));
    expect((await studio.ask("/api/runs")).status).toBe(200);
    studio.running.child.stdin?.end();
    expect((await studio.running.ended).code).toBe(0);
  });
});

describe("npm start", () => {
  const script = join(resolve(import.meta.dirname, "../.."), "scripts/start.mjs");

  test("trains at first, with the Studio beside it, and shows its runs from then on", async () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const first = start(process.execPath, [script], home, env);
    const list = await enter(await addressIn(first, heard(first)));
    await until(async () => (await list()).runs.some(({ data, step }) => data.name === "strokes" && step > 0));
    first.child.kill("SIGINT");
    expect((await first.ended).code).toBe(130);
    const second = start(process.execPath, [script], home, env);
    const text = heard(second);
    const again = await enter(await addressIn(second, text));
    expect((await again()).runs.map(({ id, state }) => [id, state])).toEqual([["0001-strokes-dcgan", "interrupted"]]);
    second.child.kill("SIGINT");
    expect((await second.ended).code).toBe(0);
  });

  test("opens the Studio over a folder that is named; where no run is, it says how to begin", async () => {
    const empty = join(folder, "first");
    mkdirSync(empty);
    const started = start(process.execPath, [script, empty, "--port", "0"], folder, env);
    const text = heard(started);
    const list = await enter(await addressIn(started, text));
    expect(await list()).toMatchObject({ runs: [], problems: [] });
    await started.said(/Ctrl-C/);
    expect(text()).toMatch(/No run is here yet[\s\S]*npx gantry demo ring8/);
    started.child.kill("SIGINT");
    expect((await started.ended).code).toBe(0);
    expect(readdirSync(empty)).toEqual([]);
  });
});
