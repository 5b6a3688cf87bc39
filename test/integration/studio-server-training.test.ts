/** @file Runs that are planned, started and changed from the page: each a process of its own, which outlives the server. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { PlanReply, RunDetail, RunList, RunSummary, Started } from "../../studio/api/index.ts";
import { freshFolder } from "./gantry-process.ts";
import { errorOf } from "./studio-folder.ts";
import { type Answer, killIfThere, type StudioProcess, startStudio, until } from "./studio-process.ts";

const folder = freshFolder();
const runs = join(folder, "runs");
/** Where the server's files for a while are. */
const temporary = join(folder, "tmp");
const opened: StudioProcess[] = [];
mkdirSync(runs);
mkdirSync(temporary);

async function studioHere(): Promise<StudioProcess> {
  const studio = await startStudio(runs, folder, [], { TMPDIR: temporary, GANTRY_DATA: "" });
  opened.push(studio);
  return studio;
}

const summaryOf = async (studio: StudioProcess, id: string): Promise<RunSummary | undefined> =>
  (await studio.json<RunList>("/api/runs")).runs.find((run) => run.id === id);

afterEach(async () => {
  for (const studio of opened.splice(0)) await studio.end("SIGKILL");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a run from the page", () => {
  test("planned, started, paused, changed, resumed, saved, stopped; it outlives the server", async () => {
    const studio = await studioHere();
    const values = {
      data: "ring8",
      steps: 1_000_000,
      threads: 1,
      run: "mine",
      "lr.g": 0.001,
      note: 'it\'s "mine" $HOME',
    };
    const planned = await studio.post("/api/plan", { values });
    expect(planned.status).toBe(200);
    const plan = JSON.parse(String(planned.body)) as PlanReply;
    expect(plan.command).toBe(
      `gantry train ring8 --steps 1000000 --threads 1 --run mine --lr-g 0.001 --note "it's \\"mine\\" \\$HOME"`,
    );
    expect(plan.config["lr.g"]).toMatchObject({ value: 0.001 });
    expect(plan.secondsAStep).toBeGreaterThan(0);
    expect(plan.memoryBytes).toBeGreaterThan(1e7);
    expect(readdirSync(temporary)).toEqual([]);

    const answer = await studio.post("/api/runs", { values });
    expect(answer.status, String(answer.body)).toBe(201);
    const { id, pid } = JSON.parse(String(answer.body)) as Started;
    expect(id).toBe("mine");
    expect(readdirSync(temporary)).toEqual([]); // what it says from now on is for nobody
    try {
      const ask = async (body: object): Promise<void> =>
        expect((await studio.post("/api/runs/mine/requests", body)).status).toBe(202);
      const is = (state: string): Promise<void> =>
        until(async () => (await summaryOf(studio, "mine"))?.state === state);
      await until(async () => ((await summaryOf(studio, "mine"))?.step ?? 0) > 0);
      await ask({ type: "pause" });
      await is("paused");
      await ask({ type: "set", key: "lr.G", value: 0.0005 });
      await ask({ type: "save" });
      await ask({ type: "resume" });
      await is("training");
      const again = await studio.post("/api/runs/mine/resume", {});
      expect([again.status, JSON.parse(String(again.body)).error.code]).toEqual([409, "E508"]);
      await studio.end("SIGINT");
      const next = await studioHere();
      const { step } = (await summaryOf(next, "mine")) as RunSummary;
      await until(async () => ((await summaryOf(next, "mine"))?.step ?? 0) > step); // nobody ended it
      expect((await next.post("/api/runs/mine/requests", { type: "stop" })).status).toBe(202);
      await until(async () => (await summaryOf(next, "mine"))?.state === "stopped");
      const { events, record } = await next.json<RunDetail>("/api/runs/mine");
      expect(
        events.flatMap(({ type, request: asked }) => (type === "control" ? [(asked as { type: string }).type] : [])),
      ).toEqual(["pause", "set", "save", "resume", "stop"]);
      expect(record.config.note?.value).toBe(values.note);
    } finally {
      killIfThere(pid);
    }
  });

  test("what the command line refuses is said in its words, in both languages", async () => {
    const studio = await studioHere();
    for (const path of ["/api/runs", "/api/plan?lang=zh"]) {
      const answer = await studio.post(path, { values: { data: "rong8" } });
      expect(answer.status).toBe(400);
      const sentence = { en: expect.stringContaining('called "rong8"'), zh: expect.stringContaining("没有名为") };
      expect(errorOf(answer)).toEqual({ code: "E300", sentence });
    }
    const taken = await studio.post("/api/runs", { values: { data: "ring8", steps: 1, run: "mine" } });
    expect(JSON.parse(String(taken.body)).error.code).toBe("E507");
    const option = await studio.post("/api/plan", { values: { data: "--help" } });
    expect(JSON.parse(String(option.body)).error.code).toMatch(/^E30/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("plans of two pages are both made, one after the other; one whose page left is given up", async () => {
    const studio = await studioHere();
    const ask = (values: object): Promise<Answer> => studio.post("/api/plan", { values: { data: "ring8", ...values } });
    const slow = hangingRecipe("planning");
    const leaving = request({
      ...{ port: studio.port, host: "127.0.0.1", path: "/api/plan", method: "POST", agent: false },
      headers: { cookie: studio.cookie, "content-type": "application/json", "x-gantry-studio": "1" },
    });
    leaving.on("error", () => {});
    leaving.end(JSON.stringify({ values: { data: "ring8", recipe: slow.path } }));
    await until(slow.began);
    const both = Promise.all([ask({ steps: 10 }), ask({ steps: 20 })]);
    leaving.destroy();
    const answers = await both;
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => (JSON.parse(String(body)) as PlanReply).config.steps?.value)).toEqual([10, 20]);
    expect(() => process.kill(slow.pid(), 0)).toThrow("ESRCH");
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("a plan of data that are not here downloads nothing, and says so", async () => {
    const studio = await studioHere();
    const answer = await studio.post("/api/plan", { values: { data: "mnist", steps: 1 } });
    expect([answer.status, errorOf(answer).code]).toEqual([409, "E630"]);
    expect(errorOf(answer).sentence.en).toContain("Start the run");
    expect(existsSync(join(folder, "cache/sets"))).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("Ctrl-C does not wait for a start that takes long; the start goes on", async () => {
    const studio = await studioHere();
    const slow = hangingRecipe("starting");
    const values = { data: "ring8", recipe: slow.path };
    const refused = studio.post("/api/runs", { values }).catch((cause: unknown) => cause);
    await until(slow.began);
    const pid = slow.pid();
    try {
      studio.running.child.kill("SIGINT");
      expect((await studio.running.ended).code).toBe(0);
      expect(await refused).toBeInstanceOf(Error);
      process.kill(pid, 0); // throws where it is gone
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      killIfThere(pid);
    }
  });
});

/** A recipe that is never read to its end, by a process that leaves its number in a file. */
function hangingRecipe(name: string): { path: string; began: () => boolean; pid: () => number } {
  const [path, file] = [join(folder, `${name}.mjs`), join(folder, name)];
  writeFileSync(
    path,
    `import { writeFileSync } from "node:fs";
    writeFileSync(${JSON.stringify(file)}, String(process.pid));
    await new Promise((done) => setTimeout(done, 600_000));`,
  );
  const pid = (): number => Number(readFileSync(file, "utf8"));
  return { path, began: () => existsSync(file) && pid() > 0, pid };
}
