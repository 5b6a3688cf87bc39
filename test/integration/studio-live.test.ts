/**
 * @file The Studio's live channel: what a training run writes is told at once and told once, though the server dies,
 * the trainer is killed, or the folder changes under it.
 */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { LiveEvent, RunDetail, RunList, RunSummary, SeriesReply } from "../../studio/api/index.ts";
import { freshFolder, gantry, MAIN, type Running, start } from "./gantry-process.ts";
import { appendTo, folderChanged } from "./studio-folder.ts";
import { type Listening, listen, type StudioProcess, startStudio, until } from "./studio-process.ts";

const folder = freshFolder();
const runs = join(folder, "runs");
const started: Running[] = [];
const opened: StudioProcess[] = [];

type Rows = Extract<LiveEvent, { type: "rows" }>;

const rowsOf = ({ events }: Listening, id: string): readonly Rows[] =>
  events.filter((event): event is Rows => event.type === "rows" && event.id === id);

const stepsOf = (heard: readonly Rows[]): readonly number[] =>
  heard.flatMap(({ rows }) => rows.map(({ step }) => step));

const loggedSteps = (id: string, from = 0): number[] =>
  readFileSync(join(runs, id, "metrics.jsonl"))
    .subarray(from)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).step);

/** Steps with pictures. */
const tens = (from: number, to: number): number[] => {
  const first = Math.ceil(from / 10);
  return Array.from({ length: Math.floor(to / 10) - first + 1 }, (_, i) => 10 * (first + i));
};

async function studioHere(words: readonly string[] = []): Promise<StudioProcess> {
  const studio = await startStudio(runs, folder, words);
  opened.push(studio);
  return studio;
}

/** Trains in a terminal of its own, for longer than any test, and so slowly that seconds of rows are told at once. */
function train(id: string): Running {
  const words = ["train", "ring8", "--steps", "1000000", "--batch", "4000", "--sample-every", "10", "--run", id];
  const running = start(
    process.execPath,
    [MAIN, ...words, "--threads", "1", "--out", runs, "--progress", "none", "--json"],
    folder,
  );
  started.push(running);
  return running;
}

const summaryOf = async (studio: StudioProcess, id: string): Promise<RunSummary | undefined> =>
  (await studio.json<RunList>("/api/runs")).runs.find((run) => run.id === id);

beforeAll(async () => {
  const words = ["train", "ring8", "--steps", "20", "--threads", "1", "--run", "done", "--out", runs];
  await gantry([...words, "--progress", "none"], folder);
});

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  for (const studio of opened.splice(0)) await studio.end("SIGKILL");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a run that another terminal trains", () => {
  test("appears, and each of its rows, pictures and events is told once; its end too", async () => {
    const studio = await studioHere();
    const live = await listen(studio);
    const trainer = train("live");
    const { summary } = await live.heard("run", (event) => event.summary.id === "live" && event.summary.step > 0);
    expect(summary.recipe).toBe("gan");
    // It stands still while the page asks, so that there is a before and an after.
    expect((await studio.post("/api/runs/live/requests", { type: "pause" })).status).toBe(202);
    await live.heard("run", (event) => event.summary.id === "live" && event.summary.state === "paused");
    const { offset } = await studio.json<SeriesReply>("/api/runs/live/series");
    const pausedAt = loggedSteps("live").at(-1) as number;
    expect((await studio.post("/api/runs/live/requests", { type: "resume" })).status).toBe(202);
    await live.heard("samples", (event) => event.id === "live" && (event.steps.at(-1) as number) >= pausedAt + 20);
    expect((await studio.post("/api/runs/live/requests", { type: "stop" })).status).toBe(202);
    expect((await trainer.ended).code).toBe(0);
    await live.heard("run", (event) => event.summary.id === "live" && event.summary.state === "stopped");
    const size = readFileSync(join(runs, "live/metrics.jsonl")).length;
    expect(size).toBeGreaterThan(offset);
    await live.heard("rows", (event) => event.id === "live" && event.to === size);
    // What the page asked for, and what it was told beyond, are all rows, each once.
    const heard = rowsOf(live, "live");
    const told = heard
      .flatMap(({ rows, ends }) => rows.filter((_, i) => (ends[i] as number) > offset))
      .map(({ step }) => step);
    expect(told).toEqual(loggedSteps("live", offset));
    expect(heard.slice(1).map(({ from }) => from)).toEqual(heard.slice(0, -1).map(({ to }) => to));
    const pictures = live.events.flatMap((event) =>
      event.type === "samples" && event.id === "live" ? event.steps : [],
    );
    expect(pictures).toEqual(expect.arrayContaining(tens(pausedAt + 1, loggedSteps("live").at(-1) as number)));
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test("the server dies and comes back: with Last-Event-ID no row is missing, none comes twice", async () => {
    const first = await studioHere();
    const before = await listen(first);
    const trainer = train("bridge");
    await before.heard("run", (event) => event.summary.id === "bridge");
    await before.heard("rows", (event) => event.id === "bridge" && event.rows.length > 0);
    first.running.child.kill("SIGKILL");
    await before.ended;
    const seen = rowsOf(before, "bridge");
    await new Promise((done) => setTimeout(done, 1500)); // the run goes on meanwhile
    const second = await studioHere(["--port", String(first.port)]);
    const cookie = first.cookie; // the page's own still holds
    expect(second.port).toBe(first.port);
    expect((await second.raw("/api/runs", { headers: { cookie } })).status).toBe(200);
    const after = await listen(second, before.lastId());
    await after.heard("rows", (event) => event.id === "bridge" && event.rows.length > 0);
    expect((await second.post("/api/runs/bridge/requests", { type: "stop" })).status).toBe(202);
    await trainer.ended;
    const size = readFileSync(join(runs, "bridge/metrics.jsonl")).length;
    await after.heard("rows", (event) => event.id === "bridge" && event.to === size);
    const all = [...seen, ...rowsOf(after, "bridge")];
    const from = all[0]?.from as number;
    expect(stepsOf(all)).toEqual(loggedSteps("bridge", from));
    expect(all.slice(1).map(({ from: start }) => start)).toEqual(all.slice(0, -1).map(({ to }) => to));
    const pictures = [before, after].flatMap(({ events }) =>
      events.flatMap((event) => (event.type === "samples" && event.id === "bridge" ? event.steps : [])),
    );
    expect(pictures).toEqual(expect.arrayContaining(tens(1, loggedSteps("bridge").at(-1) as number)));
  });

  test("its trainer is killed: the run is interrupted within seconds; resumed from the page it ends", async () => {
    const studio = await studioHere();
    const live = await listen(studio);
    const trainer = train("killed");
    await live.heard("run", (event) => event.summary.id === "killed" && event.summary.step > 0);
    trainer.child.kill("SIGKILL");
    const { summary } = await live.heard(
      "run",
      (event) => event.summary.id === "killed" && event.summary.state === "interrupted",
    );
    const answer = await studio.post("/api/runs/killed/resume", { steps: summary.step + 50 });
    expect(answer.status).toBe(201);
    expect(JSON.parse(String(answer.body))).toMatchObject({ id: "killed", pid: expect.any(Number) });
    await live.heard("run", (event) => event.summary.id === "killed" && event.summary.state === "done");
    expect(
      (await studio.json<RunDetail>("/api/runs/killed")).events.filter(({ type }) => type === "attempt"),
    ).toHaveLength(2);
  });
});

describe("a folder that changes", () => {
  test("a run that is copied in, grows, is torn, half written, and deleted while open", async () => {
    const studio = await studioHere();
    const live = await listen(studio);
    const path = join(runs, "copied");
    cpSync(join(runs, "done"), join(folder, "copied"), { recursive: true });
    renameSync(join(folder, "copied"), path); // all of it at once
    await live.heard("run", (event) => event.summary.id === "copied");
    const { offset } = await studio.json<SeriesReply>("/api/runs/copied/series");
    writeFileSync(join(path, "status.json"), '{"state":"trai');
    appendTo(path, "metrics.jsonl", '{"step":21,"attempt":1,"time":1,"images":1,"lossD":1}\n{"step":22,"att');
    await live.heard("rows", (event) => event.id === "copied" && event.rows.some(({ step }) => step === 21));
    appendTo(path, "metrics.jsonl", 'empt":1,"time":2,"images":2,"lossD":2}\n');
    const last = await live.heard(
      "rows",
      (event) => event.id === "copied" && event.rows.some(({ step }) => step === 22),
    );
    expect(rowsOf(live, "copied")[0]?.from).toBe(offset);
    expect(last.ends.at(-1)).toBe(readFileSync(join(path, "metrics.jsonl")).length);
    expect((await summaryOf(studio, "copied"))?.state).toBe("done");
    const series = await studio.json<SeriesReply>("/api/runs/copied/series?keys=lossD");
    expect(series.columns.lossD?.mean.slice(-2)).toEqual([1, 2]);
    rmSync(path, { recursive: true });
    await live.heard("gone", (event) => event.id === "copied");
    for (const rest of ["", "/series", "/files/reals.png"]) {
      expect((await studio.ask(`/api/runs/copied${rest}`)).status).toBe(404);
    }
    // Another run takes its name: its pictures have another version.
    const version = (await summaryOf(studio, "done"))?.version;
    cpSync(join(runs, "done"), path, { recursive: true });
    const record = JSON.parse(readFileSync(join(path, "run.json"), "utf8"));
    writeFileSync(join(path, "run.json"), JSON.stringify({ ...record, createdAt: "2020-01-01T00:00:00.000Z" }));
    folderChanged(path);
    await until(async () => (await summaryOf(studio, "copied"))?.createdAt.startsWith("2020") === true);
    expect((await summaryOf(studio, "copied"))?.version).not.toBe(version);
    rmSync(path, { recursive: true });
  });

  test("the folder itself is deleted and comes back", async () => {
    const place = join(folder, "passing");
    mkdirSync(place);
    cpSync(join(runs, "done"), join(place, "done"), { recursive: true });
    const studio = await startStudio(place, folder);
    opened.push(studio);
    const live = await listen(studio);
    rmSync(place, { recursive: true });
    await live.heard("gone");
    expect(await studio.json<RunList>("/api/runs")).toMatchObject({ runs: [] });
    cpSync(join(runs, "done"), join(place, "again"), { recursive: true });
    await live.heard("run", (event) => event.summary.id === "again");
  });
});
