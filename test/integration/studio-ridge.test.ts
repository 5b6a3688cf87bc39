/**
 * @file The ridge of what D says in Live: its rows against the lines of the run's file, by scrubber, keys and table, in both
 * languages; as the run goes on; in a report; and not where a run has no such lines.
 */
import { appendFileSync, copyFileSync, cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ErrorReply, OutputsLine, OutputsReply } from "../../studio/api/index.ts";
import type { ReportData } from "../../studio/api/report.ts";
import { borrow, chromiumMissing } from "../browser/chromium.ts";
import { gantry } from "./gantry-process.ts";
import { heldIn, openReport } from "./report-page.ts";
import { appendTo } from "./studio-folder.ts";
import { askAs, expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-ring8-gan";
const CRITIC = "0002-ring8-wgan-gp";
const OLD = "old";
const GROWING = "growing";
const words = { en: { title: "What D says", step: "step" }, zh: { title: "D 的输出分布", step: "步" } };

describe.skipIf(chromiumMissing !== null)("the ridge of D's outputs", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage([
      ["ring8", "--steps", "200", "--sample-every", "10", "--eval-every", "0"],
      ["ring8", "--recipe", "wgan-gp", "--steps", "20", "--sample-every", "10", "--eval-every", "0"],
    ]);
    for (const name of [OLD, GROWING]) cpSync(join(stage.runs, RUN), join(stage.runs, name), { recursive: true });
    rmSync(join(stage.runs, OLD, "outputs.jsonl"));
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    await stage.page.setViewportSize({ width: 1280, height: 860 });
    await wear(stage.page, "light", "en");
  });

  const linesIn = (run: string): OutputsLine[] =>
    readFileSync(join(stage.runs, run, "outputs.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as OutputsLine);
  const outputs = async (path: string): Promise<OutputsReply> =>
    JSON.parse(String((await askAs(stage, `/api/runs/${path}`)).body)) as OutputsReply;
  const stepsIn = (figure: Locator): Promise<string[]> => figure.locator("text.step").allTextContents();
  const medianIn = (step: number): string => String(Number(lineOf(step).real[10]?.toPrecision(3)));
  const lineOf = (step: number): OutputsLine => linesIn(RUN).find((line) => line.step === step) as OutputsLine;

  /** The figure of a run, drawn. */
  async function ridge(page: Page, language: keyof typeof words = "en"): Promise<Locator> {
    const slot = page.locator(".ridge-slot");
    await slot.waitFor({ state: "attached" });
    await slot.scrollIntoViewIfNeeded();
    const figure = page.getByRole("figure", { name: words[language].title });
    await figure.locator("svg path.edge").first().waitFor({ state: "attached" });
    return figure;
  }

  test("the server gives lines of the file, the first, the last, and at most as many as are asked for", async () => {
    const lines = linesIn(RUN);
    expect(lines.map(({ step }) => step).slice(0, 5)).toEqual([1, 2, 5, 10, 20]);
    const asked = await outputs(`${RUN}/outputs?to=105&rows=5`);
    expect(asked.lines.map(({ step }) => step)).toEqual([1, 30, 50, 80, 100]);
    for (const line of asked.lines) expect(lines).toContainEqual(expect.objectContaining(line));
    expect((await outputs(`${RUN}/outputs`)).lines).toHaveLength(14);
    expect(await outputs(`${OLD}/outputs`)).toEqual({ lines: [] });
    const refused = await askAs(stage, `/api/runs/${RUN}/outputs?rows=1`);
    expect([refused.status, (JSON.parse(String(refused.body)) as ErrorReply).error.code]).toEqual([400, "E608"]);
  });

  test("a long file is read beside what answers, which stays free for others", async () => {
    stage.expected.push(/^404 of GET \/api\/runs\/long\//); // its picture, where the list asks while it goes
    const path = join(stage.runs, "long");
    cpSync(join(stage.runs, RUN), path, { recursive: true });
    const line = lineOf(200);
    const lines = Array.from({ length: 30_000 }, (_, i) => JSON.stringify({ ...line, step: 1000 + i }));
    appendFileSync(join(path, "outputs.jsonl"), `${lines.join("\n")}\n`);
    await askAs(stage, "/api/runs/long");
    const before = performance.eventLoopUtilization();
    expect((await outputs("long/outputs")).lines.at(-1)?.step).toBe(30_999);
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    appendFileSync(join(path, "outputs.jsonl"), `${JSON.stringify({ ...line, step: 40_000 })}\n`);
    expect((await outputs("long/outputs")).lines.at(-1)?.step).toBe(40_000);
    rmSync(path, { recursive: true });
  });

  test("it has a row a step, up to the scrubber's, and says the last one in a sentence", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live`);
    const figure = await ridge(page);
    expect((await stepsIn(figure)).slice(-1)).toEqual(["200"]);
    expect(await stepsIn(figure)).toHaveLength(14);
    expect(await figure.locator("svg text:not(.step)").allTextContents()).toEqual(["0", "½", "1"]);
    await stage.show(`#/run/${RUN}/live?step=20`);
    await expect.poll(() => stepsIn(figure)).toEqual(["1", "2", "5", "10", "20"]);
    const said = `step 20: real ${medianIn(20)} at the median, generated `;
    expect(await figure.locator("p.hidden-text").textContent()).toContain(said);
    await stage.show(`#/run/${RUN}/live?step=0`);
    await expect.poll(() => figure.innerText()).toContain("Nothing was logged");
  });

  test("arrows move through its rows, what rests is read, Enter looks at its step, t shows the table and the button leads back", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live?step=50`);
    const figure = await ridge(page);
    await expect.poll(() => stepsIn(figure)).toEqual(["1", "2", "5", "10", "20", "30", "40", "50"]);
    await figure.getByRole("application").focus();
    for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "End", "Home", "ArrowDown"]) {
      await page.keyboard.press(key);
    }
    await expect
      .poll(() => figure.getByRole("status").textContent())
      .toMatch(new RegExp(`^step 2: real ${medianIn(2)} at the median, generated [\\d.]+; overlap [\\d.]+$`));
    await page.keyboard.press("Enter");
    await expect.poll(() => stepsIn(figure)).toEqual(["1", "2"]);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("step=2");
    await page.keyboard.press("t");
    const cells = figure.locator("tbody tr").first().locator("th, td");
    await expect.poll(() => cells.first().textContent()).toBe("2");
    expect(await cells.nth(1).textContent()).toContain(medianIn(2));
    await page.keyboard.press("Enter"); // the button has the focus
    await expect.poll(() => figure.locator("svg path.edge").count()).toBeGreaterThan(0);
  });

  test.each(["en", "zh"] as const)(
    "in %s, light and dark, wide and narrow: said, explained, accessible",
    async (language) => {
      const { page } = stage;
      await stage.show(`#/run/${RUN}/live`);
      for (const theme of ["light", "dark"] as const) {
        await wear(page, theme, language);
        const figure = await ridge(page, language);
        await figure.locator("button[aria-expanded=false]").click();
        expect(await figure.locator("p.how").textContent()).toMatch(language === "en" ? /21 quantiles/ : /21 个分位数/);
        const where = figure.locator(".legend .where");
        await expect.poll(() => where.textContent()).toBe(`${words[language].step} 200`); // the scrubber rests first
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 860 });
        const box = (): Promise<number> =>
          figure
            .locator("svg")
            .last()
            .evaluate((svg) => svg.getBoundingClientRect().right);
        await expect.poll(box).toBeLessThanOrEqual(390);
        await page.setViewportSize({ width: 1280, height: 860 });
        await figure.locator("button[aria-expanded=true]").click();
      }
    },
  );

  test("a critic's has the outputs' own range, with 0", async () => {
    await stage.show(`#/run/${CRITIC}/live`);
    const figure = await ridge(stage.page);
    const steps = linesIn(CRITIC).map(({ step }) => String(step));
    await expect.poll(() => stepsIn(figure)).toEqual(steps);
    const ends = linesIn(CRITIC).flatMap(({ real, fake }) => [...real, ...fake]);
    const said = await figure.locator("svg text:not(.step)").allTextContents();
    expect(Number(said[0])).toBeCloseTo(Math.min(...ends), 2);
    expect(Number(said.at(-1))).toBeCloseTo(Math.max(...ends), 2);
  });

  test("an older run has none", async () => {
    await stage.show(`#/run/${OLD}/live`);
    await stage.page.getByRole("figure", { name: "Losses" }).waitFor();
    await stage.page.waitForLoadState("networkidle");
    expect(await stage.page.locator(".ridge-slot").count()).toBe(0);
  });

  test("a line that is written while the page is open comes with its picture", async () => {
    await stage.show(`#/run/${GROWING}/live`);
    const figure = await ridge(stage.page);
    await expect.poll(async () => (await stepsIn(figure)).at(-1)).toBe("200");
    const run = join(stage.runs, GROWING);
    copyFileSync(join(run, "samples/000200.png"), join(run, "samples/000210.png"));
    appendTo(run, "outputs.jsonl", `${JSON.stringify({ ...lineOf(200), step: 210 })}\n`);
    await expect.poll(async () => (await stepsIn(figure)).at(-1)).toBe("210");
    expect(stage.complaints).toEqual([]);
  });

  test("a report has its lines, and shows it", async () => {
    const out = join(stage.runs, "all.html");
    expect((await gantry(["report", RUN, "--out", out, "--small"], join(stage.runs, ".."))).code).toBe(0);
    const { runs } = JSON.parse(heldIn(readFileSync(out, "utf8")).json) as ReportData;
    const held = linesIn(RUN).map(({ step, reading, real, fake }) => ({ step, reading, real, fake }));
    expect(runs[RUN]?.outputs).toEqual(held);
    const browser = await borrow();
    const report = await openReport(browser, out);
    await report.show(`#/run/${RUN}/live?step=10`);
    const figure = await ridge(report.page);
    await expect.poll(() => stepsIn(figure)).toEqual(["1", "2", "5", "10"]);
    expect(report.complaints).toEqual([]);
    await browser.close();
    rmSync(out);
  });
});
