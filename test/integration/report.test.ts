/**
 * @file The report in a real browser: from the disk, with the network cut, over runs that ended well, were torn, told
 * classes, never began, or were made to break in.
 */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { modelFacts } from "gantry/onnx";
import { openStudio } from "gantry/studio/node";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedEntries } from "../../src/features/zip.ts";
import type { RunDetail, SeriesReply } from "../../studio/api/index.ts";
import { unpackSeries } from "../../studio/api/packed-series.ts";
import type { ReportData } from "../../studio/api/report.ts";
import { RUN_VIEWS } from "../../studio/page/state/route.ts";
import { type Borrowed, borrow, chromiumMissing } from "../browser/chromium.ts";
import { freshFolder, gantry, MAIN, start } from "./gantry-process.ts";
import { drawnLevels, farthest, latentLevels, picturesDrawn } from "./latent-levels.ts";
import { expectFacts, passedValues } from "./passed-values.ts";
import { hashOf, rgbaOf } from "./pixels.ts";
import { heldIn, type OpenedReport, openReport } from "./report-page.ts";
import { expectPlayed, framesOf, saveFilm, videoOf } from "./studio-films.ts";
import { expectAccessible, wear } from "./studio-views.ts";

const small = ["--steps", "30", "--batch", "8", "--sample-every", "10", "--no-autotune", "--threads", "1", "--quiet"];
const EVIL = `"><img src=x onerror="document.body.dataset.broken='in'"><script>document.body.dataset.broken='in'</script><!--\u2028`;
/** As a folder can be called where it was not Gantry that called it so. */
const EVIL_NAME = `<img src=x onerror="document.body.dataset.broken='in'">`;

let home: string;
let runs: string;
const fileOf = (name: string): string => join(home, name);
const runOf = (name: string): string => join(runs, name);

beforeAll(async () => {
  home = freshFolder();
  runs = join(home, "runs");
  for (const words of [
    ["strokes", "--width", "8", "--conditional", "--run", "told", "--note", EVIL, "--tag", "</script>"],
    ["ring8", "--run", "ring", "--lang", "zh"],
  ]) {
    expect(await gantry(["train", ...words, ...small], home)).toMatchObject({ code: 0 });
  }
  spoil();
  const words = ["report", "ring", "told", "torn", "bare", EVIL_NAME, "--samples", "all", "--out", "all.html"];
  expect(await gantry(words, home)).toMatchObject({ code: 0 });
});

/** Runs that are none of Gantry's making any more. */
function spoil(): void {
  for (const name of ["torn", "bare", EVIL_NAME]) cpSync(runOf("ring"), runOf(name), { recursive: true });
  writeFileSync(join(runOf("torn"), "status.json"), '{"state":"tra');
  truncateSync(join(runOf("torn"), "metrics.jsonl"), statSync(join(runOf("torn"), "metrics.jsonl")).size - 20);
  writeFileSync(join(runOf("torn"), "samples/000010.png"), "no picture");
  rmSync(join(runOf("torn"), "reals.png"));
  rmSync(join(runOf("torn"), "samples/000030.png"));
  symlinkSync("/etc/hostname", join(runOf("torn"), "samples/000030.png"));
  for (const name of readdirSync(runOf("bare")))
    if (name !== "run.json") rmSync(join(runOf("bare"), name), { recursive: true });
  const record = JSON.parse(readFileSync(join(runOf(EVIL_NAME), "run.json"), "utf8"));
  record.data.problems = [{ code: "W310", parameters: { name: EVIL } }, EVIL];
  Object.assign(record, { recipe: EVIL, name: EVIL, versions: { gantry: EVIL } });
  record.data.name = EVIL;
  record.config[EVIL] = { value: EVIL, origin: EVIL };
  writeFileSync(join(runOf(EVIL_NAME), "run.json"), JSON.stringify(record));
  const status = JSON.parse(readFileSync(join(runOf(EVIL_NAME), "status.json"), "utf8"));
  writeFileSync(join(runOf(EVIL_NAME), "status.json"), JSON.stringify({ ...status, state: "diverged", verdict: EVIL }));
  const event = { type: EVIL, step: 12, time: "2026-11-21T00:00:00.000Z", text: EVIL };
  writeFileSync(join(runOf(EVIL_NAME), "events.jsonl"), `${JSON.stringify(event)}\n`, { flag: "a" });
}

const reportIn = (path: string): ReportData => JSON.parse(heldIn(readFileSync(path, "utf8")).json) as ReportData;
const detailIn = (path: string, run: string): RunDetail => reportIn(path).runs[run]?.detail as RunDetail;

describe("what is in it", () => {
  test("a run leaves one when it ends: small, of what it ended as, in its language", () => {
    const path = join(runOf("ring"), "report.html");
    expect(statSync(path).size).toBeLessThan(1e6);
    const { summary, leftOut } = detailIn(path, "ring");
    expect(summary).toMatchObject({ id: "ring", state: "done", step: 30 });
    expect(leftOut?.files).toEqual({ "generator.onnx": statSync(join(runOf("ring"), "generator.onnx")).size });
    expect(reportIn(path).language).toBe("zh");
  });

  test("the numbers are the log's, each row of it; pictures and generators are the files", () => {
    const path = fileOf("all.html");
    const html = readFileSync(path, "utf8");
    const { series, files } = reportIn(path).runs.told ?? { series: null, files: {} };
    const lines = readFileSync(join(runOf("told"), "metrics.jsonl"), "utf8")
      .trim()
      .split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Record<string, number>);
    const { columns, axis } = unpackSeries(series as NonNullable<typeof series>) as SeriesReply;
    expect(axis.step).toEqual(rows.map(({ step }) => step));
    expect(columns.lossD).toEqual({ step: axis.step, ...sameThree(rows.map(({ lossD }) => lossD as number)) });
    const there = readdirSync(runOf("told"), { recursive: true }).map((name) => String(name).replaceAll("\\", "/"));
    const pictures = there.filter((name) => /^samples\/(live\/)?\d+\.png$/.test(name));
    expect(pictures.filter((name) => name.includes("live"))).not.toEqual([]);
    expect(Object.keys(files).sort()).toEqual(["generator.onnx", "reals.png", ...pictures].sort());
    for (const [name, id] of Object.entries(files)) {
      const held = Buffer.from(heldIn(html).text(id) ?? "", "base64");
      expect(held.equals(readFileSync(join(runOf("told"), name))), name).toBe(true);
    }
  });

  test("what several runs have in common is in it once, and what a link leads to is not", () => {
    const { torn, ring } = reportIn(fileOf("all.html")).runs;
    expect(torn?.files["samples/000020.png"]).toBe(ring?.files["samples/000020.png"]);
    expect([torn?.detail.samples.includes(30), torn?.detail.leftOut?.samples]).toEqual([false, 1]);
    expect(readFileSync(fileOf("all.html"), "utf8").match(/id="file-/g)?.length).toBe(
      new Set(Object.values(reportIn(fileOf("all.html")).runs).flatMap(({ files }) => Object.values(files))).size,
    );
  });

  test("networks as the newest checkpoint has them, each tensor's numbers among them", () => {
    const { nets } = reportIn(fileOf("all.html")).runs.told ?? { nets: null };
    const { parameters } = JSON.parse(readFileSync(join(runOf("told"), "run.json"), "utf8"));
    expect(nets?.layers).toMatchObject({ step: 30, checkpoints: [0, 30] });
    expect(nets?.layers.players.map(({ name, parameters: count }) => [name, count])).toEqual(
      Object.entries(parameters),
    );
    const tensors = nets?.layers.players.flatMap(({ layers }) => layers.flatMap((layer) => layer.tensors)) ?? [];
    expect(tensors.length).toBeGreaterThan(4);
    for (const { name, shape } of tensors) {
      const size = shape.reduce((product, extent) => product * extent, 1);
      const own = nets?.histograms[`weight:${name}`] ?? [];
      expect(own.map(({ step }) => step)).toEqual([0, 30]);
      const { bins = [], count } = own.at(-1) ?? {};
      expect([count, bins.reduce((sum, bin) => sum + bin, 0)], name).toEqual([size, size]);
    }
  });

  test("the generator as it says of itself, and nothing of where it lies", () => {
    const { generator } = reportIn(fileOf("all.html")).runs.told ?? { generator: null };
    expect(generator).toMatchObject({ key: "trained", asked: null, step: 30, folder: "", parity: null });
    const { inputs, outputs } = modelFacts(readFileSync(join(runOf("told"), "generator.onnx")), "generator.onnx");
    expect([generator?.model?.inputs, generator?.model?.outputs]).toEqual([inputs, outputs]);
    expect(readFileSync(fileOf("all.html"), "utf8")).not.toContain(home);
  });

  test("as many pictures as were asked for, the first and the last among them; no run of that name is said", async () => {
    const { code, out } = await gantry(
      ["report", "told", "--samples", "3", "--small", "--out", "few.html", "--json"],
      home,
    );
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { file: fileOf("few.html"), bytes: statSync(fileOf("few.html")).size },
    ]);
    const { samples, leftOut } = detailIn(fileOf("few.html"), "told");
    const all = detailIn(fileOf("all.html"), "told").samples;
    expect([samples.length, samples[0], samples.at(-1)]).toEqual([3, 0, 30]);
    expect(leftOut).toMatchObject({ samples: all.length - 3, liveSamples: true });
    expect((await gantry(["report", "ring", "nowhere"], home)).err).toContain("E504");
  });
});

describe.skipIf(chromiumMissing !== null)("of a run that trains", () => {
  test("its head is as new as its pictures; it says of when it is, and offers nothing to press", async () => {
    const words = ["train", "ring8", "--steps", "1000000", "--sample-every", "10", "--eval-every", "0"];
    const more = ["--no-autotune", "--threads", "1", "--quiet", "--run", "going"];
    const trainer = start(process.execPath, [MAIN, ...words, ...more], home);
    const browser = await borrow();
    try {
      const drawn = join(runOf("going"), pictureOf(40));
      await expect.poll(() => existsSync(drawn)).toBe(true);
      expect(await gantry(["report", "going", "--small", "--out", "going.html"], home)).toMatchObject({ code: 0 });
      const path = fileOf("going.html");
      const { summary, samples } = detailIn(path, "going");
      expect(summary).toMatchObject({ state: "training", lastSample: samples.at(-1) });
      expect(summary.step).toBeGreaterThanOrEqual(samples.at(-1) as number);
      expect(summary.step).toBeGreaterThanOrEqual(reportIn(path).runs.going?.series.axis.step.at(-1) as number);
      const { page, show } = await openReport(browser, path);
      await page.getByText(/^It was in training when this was written, on \d+ \w+ \d{4}, \d\d:\d\d\. What/).waitFor();
      expect(await page.textContent(".crumb .state")).toBe("was training");
      await page.getByRole("button", { name: /^report as of \d+ \w+ \d{4}, \d\d:\d\d/ }).waitFor();
      await expect.poll(() => page.textContent(".verdict p:last-child")).toMatch(/^Advised then: /);
      await show("#/");
      await page.waitForSelector(".runs-table");
      expect(await page.textContent(".runs-table td:last-child")).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d$/);
    } finally {
      trainer.child.kill("SIGKILL");
      await trainer.ended;
      await browser.close();
      rmSync(runOf("going"), { recursive: true });
    }
  });
});

const sameThree = (values: readonly number[]): object => ({ min: values, max: values, mean: values });
const pictureOf = (step: number): string => `samples/${String(step).padStart(6, "0")}.png`;

describe.skipIf(chromiumMissing !== null)("in a browser, from the disk, without a network", () => {
  let browser: Borrowed;
  let report: OpenedReport;
  beforeAll(async () => {
    browser = await borrow();
    report = await openReport(browser, fileOf("all.html"));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const textOf = (selector: string): Promise<string | null> => report.page.textContent(selector);

  test("one run opens with its overview, in the language it was made in, with the curves and the newest picture", async () => {
    const { page, complaints } = await openReport(browser, join(runOf("ring"), "report.html"));
    await page.waitForSelector(".live .uplot");
    expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
    expect(await page.title()).toBe("ring · 概览 · Gantry Studio");
    const shown = (await page.getAttribute(".grid-figure img", "src")) ?? "";
    const file = readFileSync(join(runOf("ring"), pictureOf(30)));
    expect(shown).toBe(`data:image/png;base64,${file.toString("base64")}`);
    expect(await page.textContent(".event-log time")).toMatch(/^\d{4}年\d+月\d+日 \d\d:\d\d:\d\d$/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("several runs: the list, chosen and compared by keys", async () => {
    const { page } = report;
    await expect.poll(() => page.locator(".runs-table tbody tr").count()).toBe(5);
    for (const run of ["told", "ring"]) await page.getByRole("checkbox", { name: run, exact: false }).last().check();
    await page.getByRole("link", { name: /^Compare/ }).press("Enter");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("#/compare?runs=");
    await page.waitForSelector(".uplot");
    expect(report.complaints).toEqual([]);
  });

  test("in latent space, by dragging and by keys: the picture that Node draws", async () => {
    const { page, show } = report;
    await show("#/run/told/latent");
    await expect.poll(() => picturesDrawn(page)).toBeGreaterThan(0);
    const box = await page.locator(".pad").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 100];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 64, y, { steps: 8 });
    await page.mouse.up();
    await page.focus(".pad");
    await page.keyboard.press("s");
    await expect.poll(() => textOf(".latent-cost .where")).toBe("seed 1");
    const want = await drawnLevels(join(runOf("told"), "generator.onnx"), 0, 1);
    await expect.poll(async () => farthest(await latentLevels(page), want)).toBeLessThanOrEqual(1);
    expect(report.complaints).toEqual([]);
  });

  test("what a picture passes through: the numbers that Node finds", async () => {
    const { page, show } = report;
    await show("#/run/told/nets?x=4&class=1&maps=open&channel=2");
    await page.waitForSelector(".maps-sheet");
    const value = (await page.locator(".maps-values :checked").getAttribute("value")) as string;
    await expectFacts(page, await passedValues(join(runOf("told"), "generator.onnx"), 4, 1), value, 2);
    expect(report.complaints).toEqual([]);
  });

  test("a film of the history is written by its own thread", async () => {
    const { page, show } = report;
    await show("#/run/told/samples?cell=3");
    await page.waitForSelector(".sheet canvas[data-drawn]");
    await page.locator(".menu > summary").click();
    const gif = await saveFilm(page, "G");
    const { format, pages } = await sharp(await gif.path(), { animated: true }).metadata();
    const { length } = detailIn(fileOf("all.html"), "told").samples;
    expect([format, pages]).toEqual(["gif", length]);
    const apng = await saveFilm(page, "A");
    const { hashes } = await framesOf(page, await apng.path());
    const zip = storedEntries(readFileSync(await (await saveFilm(page, "P")).path()), "film.zip");
    expect([hashes.length, (await Promise.all([...zip.values()].map(rgbaOf))).map(hashOf)]).toEqual([length, hashes]);
    const video = await videoOf(page, await (await saveFilm(page, "W")).path(), length);
    expect(video.milliseconds).toBeCloseTo(length * 80, 6);
    expectPlayed(video, await Promise.all([...zip.values()].map(rgbaOf)));
    expect(report.complaints).toEqual([]);
  });

  test("Export shows the programs that use the generator, by keys, and how to make one", async () => {
    const { page } = report;
    await report.show("#/run/told/export");
    await page.getByRole("radio", { name: "Python" }).focus();
    await page.keyboard.press("Space");
    await expect.poll(() => page.textContent(".snippets pre")).toContain("onnxruntime");
    expect(await page.textContent(".model-facts dl")).toContain("z: float32");
    expect(await page.textContent(".export-main")).toContain("gantry export told");
    expect(await page.locator(".model-facts pre, .model-facts h3").count()).toBe(0);
  });

  test("nothing can be changed, and it says what it left out", async () => {
    const { page, show } = report;
    await show("#/run/ring/live");
    await page.waitForSelector(".live .uplot");
    expect(await page.locator(".controls").count()).toBe(0);
    expect(await page.getByText(/\blive\b/i).count()).toBe(0);
    await page.keyboard.press("?");
    const keys = page.locator(".key-sheet");
    await keys.getByText("Go to Runs").waitFor();
    expect(await keys.getByText(/pause|new run|trash/i).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^report as of/ }).click();
    await expect
      .poll(() => textOf(".about-copy"))
      .toMatch(/ringAll sample pictures are in it.*torn6 of 7 sample pictures/s);
    await page.keyboard.press("Escape");
  });

  test.each(["torn", "bare", EVIL_NAME])("%s: every view says what there is, and nothing in it is run", async (run) => {
    const { page, show } = report;
    for (const view of RUN_VIEWS) {
      await show(`#/run/${encodeURIComponent(run)}/${view}`);
      await page.waitForSelector("main :is(h1, h2, canvas, table, p):visible");
      await expect.poll(() => page.locator("main [aria-busy=true]").count()).toBe(0);
      expect(await page.locator(".problem").allTextContents(), view).toEqual([]);
    }
    expect(await page.evaluate(() => document.body.dataset.broken)).toBeUndefined();
    expect(report.complaints.splice(0)).toEqual([]);
  });

  test("axe finds nothing serious in any view, each in one of two guises: the Studio's are judged in all", async () => {
    const { page, show } = report;
    const views = RUN_VIEWS.map((view) => `#/run/told/${view}`);
    for (const [i, hash] of ["#/", ...views, "#/compare?runs=told,ring", "#/new", "#/nowhere"].entries()) {
      await show(hash);
      const [theme, language] = i % 2 === 0 ? (["light", "en"] as const) : (["dark", "zh"] as const);
      await wear(page, theme, language);
      await page.waitForSelector("main :is(h1, h2, canvas, table, p):visible");
      await expect.poll(() => page.locator("main [aria-busy=true]").count()).toBe(0);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), hash).toBeLessThanOrEqual(0);
    }
    expect(report.complaints).toEqual([]);
  });

  test("where the Studio serves it, it stands apart from the Studio's page, and all of it works", async () => {
    expect(await gantry(["report", "told"], home)).toMatchObject({ code: 0 });
    const studio = await openStudio({ runs, version: "test", port: 0 });
    try {
      const { page, complaints } = await openReport(browser, studio.url, false);
      await page.waitForSelector(".runs-table");
      await page.goto("about:blank"); // pictures that damaged runs lack may still be asked for
      complaints.length = 0; // the Studio's own requests
      await page.goto(`${new URL(studio.url).origin}/api/runs/told/files/report.html#/run/told/latent`);
      await expect.poll(() => picturesDrawn(page)).toBeGreaterThan(0);
      expect(complaints.filter((one) => !one.includes("/told/files/report.html"))).toEqual([]);
      await page.context().close();
    } finally {
      await studio.close();
    }
  });
});
