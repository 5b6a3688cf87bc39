/** @file The Studio's server from outside: what it shows of real and of damaged runs, and how it starts and ends. */
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunDetail, RunList, SchemaReply, SeriesReply } from "../../studio/api/index.ts";
import { gantry, MAIN, start } from "./gantry-process.ts";
import { errorOf, type ServedFolder, serveFolder } from "./studio-folder.ts";
import { type StudioProcess, startStudio } from "./studio-process.ts";

let served: ServedFolder;
let studio: StudioProcess;
let name: string;
let folder: string;
let runs: string;

beforeAll(async () => {
  served = await serveFolder();
  ({ studio, name, folder, runs } = served);
});

afterAll(async () => {
  await served?.close();
});

const run = (path: string): string => served.run(path);

describe("what it shows", () => {
  test("the list: newest first, with what rows need; what cannot be read says why", async () => {
    const list = await studio.json<RunList>("/api/runs");
    expect(list.runs.map(({ id }) => id).sort()).toEqual([name, "bare", "half-status", "torn-log"].sort());
    expect(list.runs.find(({ id }) => id === name)).toMatchObject({
      recipe: "gan",
      loss: "ns",
      data: { name: "ring8", kind: "points", shape: [2], count: 50_000 },
      state: "done",
      step: 40,
      steps: 40,
      lastSample: 777,
      note: "a first try",
      tags: [],
    });
    expect(list.runs.find(({ id }) => id === name)?.spark).toHaveLength(40);
    expect(list.problems.map(({ id, error }) => [id, error.code])).toEqual(
      expect.arrayContaining([
        ["half-record", "E509"],
        ["later-format", "E506"],
        ["linked", "E614"],
      ]),
    );
    expect(list).toMatchObject({ readonly: false, version: expect.stringMatching(/^\d+\.\d+/) });
  });

  test("a run: its record, samples, files, checkpoints", async () => {
    const detail = await studio.json<RunDetail>(`/api/runs/${name}`);
    expect(detail.record.seed).toBe(0);
    expect(detail.samples).toEqual(expect.arrayContaining([0, 1, 2, 5, 10, 20, 40]));
    expect(detail.grid?.kind).toBe("points");
    expect(detail.columns).toEqual(expect.arrayContaining(["step", "lossD", "lossG", "diversity"]));
    expect(detail.events[0]).toMatchObject({ type: "attempt" });
    expect(detail.checkpoints).toMatchObject({ last: 40 });
    expect(detail.files["generator.onnx"]).toBeGreaterThan(1000);
    expect(detail.offsets.metrics).toBe(readFileSync(run("metrics.jsonl")).length);
  });

  test("series: the logged numbers themselves where they are few, buckets where they are many", async () => {
    const rows = readFileSync(run("metrics.jsonl"), "utf8").trim().split("\n");
    const logged = rows.map((line) => JSON.parse(line) as Record<string, number>);
    const all = await studio.json<SeriesReply>(`/api/runs/${name}/series`);
    expect(all.rows).toBe(logged.length);
    expect(all.columns.lossD?.step).toEqual(logged.map(({ step }) => step));
    expect(all.columns.lossD?.mean).toEqual(logged.map(({ lossD }) => lossD));
    expect(all.axis.images).toEqual(logged.map(({ images }) => images));
    const few = await studio.json<SeriesReply>(`/api/runs/${name}/series?keys=lossG,nothing&points=10&from=5&to=30`);
    expect(Object.keys(few.columns)).toEqual(["lossG"]);
    const within = logged
      .filter(({ step }) => (step as number) >= 5 && (step as number) <= 30)
      .map(({ lossG }) => lossG);
    expect(Math.max(...((few.columns.lossG?.max ?? []) as number[]))).toBeCloseTo(Math.max(...(within as number[])), 6);
    expect(few.columns.lossG?.mean[0]).toBe(within[0]);
    expect(few.columns.lossG?.mean.at(-1)).toBe(within.at(-1));
    expect(few.columns.lossG?.step.length).toBeLessThanOrEqual(10);
  });

  test("a long log, which several threads read", async () => {
    const path = join(runs, "long");
    cpSync(join(runs, name), path, { recursive: true, filter: (file) => !file.endsWith("000777.png") });
    const pad = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`column${i}`, Math.sin(i)]));
    const rows = 150_000;
    const part = (from: number): string =>
      Array.from(
        { length: 10_000 },
        (_, i) => `${JSON.stringify({ step: from + i, lossD: Math.cos(from + i), ...pad })}\n`,
      ).join("");
    writeFileSync(join(path, "metrics.jsonl"), "");
    for (let from = 0; from < rows; from += 10_000) appendFileSync(join(path, "metrics.jsonl"), part(from));
    const series = await studio.json<SeriesReply>("/api/runs/long/series?keys=lossD,column3");
    expect(series.rows).toBe(rows);
    expect([series.columns.lossD?.mean[0], series.columns.lossD?.mean.at(-1)]).toEqual([1, Math.cos(rows - 1)]);
    expect(series.columns.column3?.mean.every((value) => Math.abs((value as number) - Math.sin(3)) < 1e-7)).toBe(true);
    const middle = await studio.json<SeriesReply>("/api/runs/long/series?keys=lossD&from=74990&to=75010");
    expect(middle.columns.lossD?.mean).toEqual(Array.from({ length: 21 }, (_, i) => Math.cos(74_990 + i)));
    rmSync(path, { recursive: true });
  });

  test("damaged runs open as far as they are whole", async () => {
    const torn = await studio.json<RunDetail>("/api/runs/torn-log");
    expect(torn).toMatchObject({ grid: null, evaluations: [], checkpoints: { last: null } });
    expect(torn.events).toHaveLength(1);
    expect(await studio.json<SeriesReply>("/api/runs/torn-log/series?keys=lossD")).toMatchObject({ rows: 2 });
    const bare = await studio.json<RunDetail>("/api/runs/bare");
    expect(bare).toMatchObject({
      samples: [],
      columns: [],
      events: [],
      offsets: { metrics: 0, events: 0 },
      reals: false,
    });
    expect(bare.summary).toMatchObject({ state: "interrupted", step: 0, spark: [], lastSample: null });
    expect(await studio.json<SeriesReply>("/api/runs/bare/series")).toMatchObject({ columns: {}, rows: 0, offset: 0 });
    expect((await studio.ask("/api/runs/half-record")).status).toBe(400);
    expect(errorOf(await studio.ask("/api/runs/nothing")).sentence.zh).toMatch(/没有训练任务/);
  });

  test("files: for ever by their version, else asked again; parts; HEAD; the report apart from the page", async () => {
    const { summary } = await studio.json<RunDetail>(`/api/runs/${name}`);
    const path = `/api/runs/${name}/files/samples/000040.png`;
    const plain = await studio.ask(path);
    expect(plain).toMatchObject({
      status: 200,
      headers: { "content-type": "image/png", "cache-control": "private, no-cache" },
    });
    expect(plain.body.equals(readFileSync(run("samples/000040.png")))).toBe(true);
    const etag = plain.headers.etag as string;
    expect((await studio.ask(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    const kept = await studio.ask(`${path}?v=${summary.version}`);
    expect(kept.headers["cache-control"]).toMatch(/immutable/);
    const part = await studio.ask(path, { headers: { range: "bytes=10-19" } });
    expect(part).toMatchObject({ status: 206, headers: { "content-range": `bytes 10-19/${plain.body.length}` } });
    expect(part.body.equals(plain.body.subarray(10, 20))).toBe(true);
    expect((await studio.ask(path, { headers: { range: "bytes=-5" } })).body.equals(plain.body.subarray(-5))).toBe(
      true,
    );
    expect((await studio.ask(path, { headers: { range: `bytes=${plain.body.length}-` } })).status).toBe(416);
    const head = await studio.ask(path, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, headers: { "content-length": String(plain.body.length), etag } });
    expect(head.body).toHaveLength(0);
    const report = await studio.ask(`/api/runs/${name}/files/report.html`);
    expect(report.headers["content-security-policy"]).toMatch(/^sandbox/);
  });

  test("what a new run can be told, in both languages", async () => {
    const [en, zh] = await Promise.all(
      ["en", "zh"].map((lang) => studio.json<SchemaReply>(`/api/schema?lang=${lang}`)),
    );
    expect(en?.recipes.map((recipe) => recipe.name)).toContain("dcgan");
    expect(en?.fields.map(({ key }) => key)).not.toContain("out");
    expect(zh?.fields.find(({ key }) => key === "steps")?.help).toMatch(/步/);
    expect(en?.data.map((set) => set.name)).toEqual(expect.arrayContaining(["ring8", "mnist"]));
  });

  test("ONNX Runtime's files, and no others of its folder", async () => {
    const wasm = await studio.ask("/ort/ort-wasm-simd-threaded.wasm", { method: "HEAD" });
    expect(wasm).toMatchObject({ status: 200, headers: { "content-type": "application/wasm" } });
    expect((await studio.ask("/ort/../package.json")).status).toBe(404);
    expect((await studio.ask("/ort/ort.js")).status).toBe(404);
  });
});

describe("how it starts and ends", () => {
  test("a port that is taken gives the next one, said; Ctrl-C ends it", async () => {
    const second = start(process.execPath, [MAIN, "studio", runs, "--port", String(studio.port)], folder);
    await second.said(/W601.*\n[\s\S]*Ctrl-C/);
    second.child.kill("SIGINT");
    const { code, out } = await second.ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/);
    expect(Number(new URL(out.trim()).port)).toBeGreaterThan(studio.port);
  });

  test.each([
    ["nowhere", "there is no folder"],
    ["secret.txt", "is a file"],
    ["outside", "holds no run"],
  ])("%s: %s", async (place, words) => {
    if (place === "outside") rmSync(join(folder, "outside/run.json"));
    const { code, err } = await gantry(["studio", place], folder);
    expect(code).toBe(2);
    expect(err).toContain("E600");
    expect(err.replace(/\s+/g, " ")).toContain(words);
  });

  test("a run in place of its folder, and an empty folder", async () => {
    const { code, err } = await gantry(["studio", join(runs, name)], folder);
    expect([code, /E600.*is one run/.test(err)]).toEqual([2, true]);
    mkdirSync(join(folder, "empty"));
    const empty = await startStudio(join(folder, "empty"), folder);
    expect(await empty.json<RunList>("/api/runs")).toMatchObject({ runs: [], problems: [] });
    await empty.end();
  });
});
