/**
 * @file Histograms over time in Nets: a row for each kept checkpoint, against their bytes; thinned where there are many; by
 * scrubber, keys and table, in both languages; with one that is damaged; in a report.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { NetsReply } from "../../studio/api/index.ts";
import { borrow, chromiumMissing } from "../browser/chromium.ts";
import { type Tensors, tensorsOf } from "./checkpoint-tensors.ts";
import { gantry } from "./gantry-process.ts";
import { openReport } from "./report-page.ts";
import { askAs, expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-ring8-gan";
const MANY = "0002-ring8-gan";
const TORN = "torn";
const LAYER = "G.layer1";
const words = {
  en: { title: "How they were spread, over the run", all: "all kept", gradients: "gradients" },
  zh: { title: "整个训练中的数值分布", all: "全部", gradients: "梯度" },
};

describe.skipIf(chromiumMissing !== null)("histograms over time", () => {
  let stage: Stage;
  beforeAll(async () => {
    const none = ["--sample-every", "10", "--eval-every", "0"];
    stage = await openStage([
      ["ring8", "--steps", "30", "--save-every", "10", "--keep", "9", ...none],
      ["ring8", "--steps", "30", "--save-every", "1", "--keep", "99", ...none],
    ]);
    cpSync(join(stage.runs, RUN), join(stage.runs, TORN), { recursive: true });
    const file = join(stage.runs, TORN, "checkpoints/000010/state.safetensors");
    writeFileSync(file, readFileSync(file).subarray(0, 3000));
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    await stage.page.setViewportSize({ width: 1280, height: 860 });
    await wear(stage.page, "light", "en");
  });

  const stateOf = (step: number): Tensors =>
    tensorsOf(join(stage.runs, RUN, "checkpoints", String(step).padStart(6, "0"), "state.safetensors"));
  const layersOf = async (run: string): Promise<NetsReply> =>
    JSON.parse(String((await askAs(stage, `/api/runs/${run}/nets`)).body)) as NetsReply;
  const stepsIn = (figure: Locator): Promise<string[]> => figure.locator("text.step").allTextContents();
  const marked = (figure: Locator): Promise<string[]> => figure.locator(".marked text.step").allTextContents();
  /** Until it holds: the panel of the run before may be there still. */
  const choose = async (page: Page, option: string): Promise<void> => {
    const radio = page.locator(".layer-panel").getByRole("radio", { name: option, exact: true });
    const chosen = async (): Promise<boolean> => {
      await radio.check({ force: true, timeout: 5000 });
      return radio.isChecked();
    };
    await expect.poll(() => chosen().catch(() => false)).toBe(true);
  };

  /** The figure of what is chosen, drawn. */
  async function over(page: Page, language: keyof typeof words = "en"): Promise<Locator> {
    const { all, title } = words[language];
    await page.waitForLoadState("networkidle"); // what was shown before is gone
    await choose(page, all);
    const figure = page.getByRole("figure", { name: title });
    await figure.locator("svg path.edge").first().waitFor({ state: "attached" });
    return figure;
  }

  test("a row each checkpoint, its numbers those of the bytes; of gradients their roots, and none before the first update", async () => {
    const { page } = stage;
    const tensor = (await layersOf(RUN)).players[0]?.layers[1]?.tensors[0]?.name as string;
    await stage.show(`#/run/${RUN}/nets?layer=${tensor.slice(0, tensor.lastIndexOf("."))}`);
    const figure = await over(page);
    expect(await stepsIn(figure)).toEqual(["0", "10", "20", "30"]);
    expect(await page.locator(".spread .facts").textContent()).toBe("All 4 checkpoints.");
    await figure.getByRole("button", { name: /table/i }).click();
    const cells = (): Promise<string[][]> =>
      figure
        .locator("tbody tr")
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
        );
    const want = (numbers: readonly number[]): number[] => {
      const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
      const std = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
      return [Math.min(...numbers), Math.max(...numbers), mean, std];
    };
    const near = (text: string | undefined, number: number): boolean =>
      Math.abs(Number(text?.replaceAll("−", "-")) - number) <=
      (Math.abs(number) < 1e-3 ? 5e-3 : 5e-4) * Math.abs(number); // four digits are shown, of small numbers three
    const expectRows = async (steps: readonly number[], numbersAt: (step: number) => readonly number[]) => {
      await expect.poll(async () => (await cells()).map(([step]) => Number(step))).toEqual(steps);
      for (const [i, step] of steps.entries()) {
        const own = (await cells())[i]?.slice(1) ?? [];
        const far = want(numbersAt(step)).filter((number, at) => !near(own[at], number));
        expect(far, `${step}: ${own}`).toEqual([]);
      }
    };
    const [player, ...rest] = tensor.split(".");
    await expectRows([30, 20, 10, 0], (step) => [
      ...(stateOf(step)[`${player}.parameters.${rest.join(".")}`]?.data ?? []),
    ]);
    await choose(page, words.en.gradients);
    await expectRows([30, 20, 10], (step) => {
      const state = stateOf(step);
      const over = state[`${player}.optimiser.squareWeight`]?.data[0] as number;
      return Array.from(state[`${player}.optimiser.squareSum.${rest.join(".")}`]?.data ?? [], (square) =>
        Math.sqrt(square / over),
      );
    });
    const notes = page.locator(".spread .facts");
    expect(await notes.textContent()).toContain("Without step 0: there was no update before it");
    await choose(page, "weights");
    await choose(page, "one");
    await page.waitForSelector(".layer-panel .histogram");
  });

  test("the scrubber's row is marked; arrows read rows, Enter and a click move the scrubber", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/nets?step=12&layer=${LAYER}`);
    const figure = await over(page);
    await expect.poll(() => marked(figure)).toEqual(["10"]);
    expect(await figure.locator("p.hidden-text").textContent()).toMatch(
      /Here step 10: from .* First, step 0: .* Last, step 30:/,
    );
    await figure.getByRole("application").focus();
    for (const key of ["End", "ArrowUp"]) await page.keyboard.press(key);
    await expect
      .poll(() => figure.getByRole("status").textContent())
      .toMatch(/^step 20: from .*, mean .*, standard dev/);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("step=20");
    await expect.poll(() => marked(figure)).toEqual(["20"]);
    await figure.locator("text.step").first().click();
    await expect.poll(() => marked(figure)).toEqual(["0"]);
  });

  test("of many, twenty-four, evenly, the first and the last among them; it says so", async () => {
    const { page } = stage;
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/nets/histogram")) asked.push(request.url());
    });
    await stage.show(`#/run/${MANY}/nets?layer=${LAYER}`);
    const figure = await over(page);
    await expect.poll(() => stepsIn(figure)).toHaveLength(24);
    const steps = (await stepsIn(figure)).map(Number);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([24, 0, 30]);
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] as number));
    expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([1, 2]);
    expect(await page.locator(".spread .facts").textContent()).toMatch(/^24 of 31 checkpoints, evenly/);
    expect(asked.length).toBeLessThanOrEqual(24 + 3); // and those of single ones
  });

  test("one that is damaged is said, and the others stay", async () => {
    const { page, expected } = stage;
    expected.push(/^409 of GET \/api\/runs\/torn\/nets\/histogram/);
    await stage.show(`#/run/${TORN}/nets?layer=${LAYER}`);
    const figure = await over(page);
    await expect.poll(() => stepsIn(figure)).toEqual(["0", "20", "30"]);
    expect(await page.locator(".spread .facts").textContent()).toMatch(/Without step 10: .*state\.safetensors/);
  });

  test.each(["en", "zh"] as const)(
    "in %s, light and dark, wide and narrow: said, explained, accessible",
    async (language) => {
      const { page } = stage;
      await stage.show(`#/run/${RUN}/nets?layer=${LAYER}`);
      for (const theme of ["light", "dark"] as const) {
        await wear(page, theme, language);
        const figure = await over(page, language);
        await figure.locator("button[aria-expanded=false]").click();
        expect(await figure.locator("p.how").textContent()).toContain("--keep");
        await expectAccessible(page);
        await figure.locator("button[aria-pressed]").click();
        await expectAccessible(page);
        await figure.locator("button[aria-pressed]").click();
        await page.setViewportSize({ width: 390, height: 860 });
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
          .toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: 1280, height: 860 });
        await figure.locator("button[aria-expanded=true]").click();
      }
    },
  );

  test("a report has them too, of as many checkpoints as the page asks for", async () => {
    const out = join(stage.runs, "all.html");
    expect((await gantry(["report", MANY, TORN, "--out", out, "--small"], join(stage.runs, ".."))).code).toBe(0);
    const browser = await borrow();
    const report = await openReport(browser, out);
    await report.show(`#/run/${MANY}/nets?layer=${LAYER}`);
    expect(await stepsIn(await over(report.page))).toHaveLength(24);
    await report.show(`#/run/${TORN}/nets?layer=${LAYER}`);
    const figure = await over(report.page);
    await expect.poll(() => stepsIn(figure)).toEqual(["0", "20", "30"]);
    expect(await report.page.locator(".spread .facts").textContent()).toContain(
      "Without step 10: This report does not",
    );
    expect(report.complaints).toEqual([]);
    await browser.close();
    rmSync(out);
  });

  test("nothing was fetched from elsewhere, and nothing failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
