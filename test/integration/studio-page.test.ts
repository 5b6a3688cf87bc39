/** @file The page in Chromium over real runs: the list, the Live view of a run that trains meanwhile, keys, all views. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "gantry/messages";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { MAIN, type Running, start } from "./gantry-process.ts";
import { appendTo } from "./studio-folder.ts";
import { openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-strokes-dcgan";
type Box = NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>;
const small = ["--width", "8", "--batch", "8", "--eval-n", "64", "--threads", "1", "--no-autotune", "--quiet"];

describe.skipIf(chromiumMissing !== null)("the Studio's page", () => {
  let stage: Stage;
  let live: Running | undefined;
  beforeAll(async () => {
    stage = await openStage([
      [
        "strokes",
        "--width",
        "8",
        "--batch",
        "8",
        "--steps",
        "30",
        "--sample-every",
        "10",
        "--eval-every",
        "15",
        "--eval-n",
        "64",
      ],
      ["ring8", "--steps", "40", "--sample-every", "10", "--loss", "hinge"],
    ]);
    mkdirSync(join(stage.runs, "0009-broken"));
    writeFileSync(join(stage.runs, "0009-broken", "run.json"), "{");
  });
  afterAll(async () => {
    live?.child.kill("SIGKILL");
    await stage?.close();
  });

  const hash = (): Promise<string> => stage.page.evaluate(() => location.hash);
  const rows = (): Promise<string[]> => stage.page.locator(".runs-table tbody th a").allTextContents();
  /** The name of what has the focus. */
  const focused = (): Promise<string | null | undefined> =>
    stage.page.evaluate(() => {
      const { activeElement: here } = document;
      return here?.id || here?.getAttribute("name") || here?.textContent;
    });
  const choose = async (command: string): Promise<void> => {
    await stage.page.keyboard.press("Control+k");
    await stage.page.waitForSelector(".palette input:focus");
    await stage.page.keyboard.type(command);
    await stage.page.keyboard.press("Enter");
  };
  const said = (): Promise<string | null> => stage.page.textContent(".controls [role=status]");
  const picture = async (): Promise<number> =>
    Number(await stage.page.locator(".grid-figure img").getAttribute("data-step"));

  test("the list: every run, what cannot be read and why; filtered and sorted by the address", async () => {
    await stage.show("#/");
    await expect.poll(rows).toEqual(["0002-ring8-gan", RUN]);
    expect(await stage.page.locator(".unreadable").textContent()).toMatch(/0009-broken.*not valid JSON.*E509/);
    await stage.page.keyboard.press("/");
    await stage.page.keyboard.type("loss:hinge");
    await expect.poll(rows).toEqual(["0002-ring8-gan"]);
    expect(await hash()).toContain("filter=loss%3Ahinge");
    await stage.page.getByRole("searchbox").fill("");
    await stage.page.getByRole("button", { name: "name" }).click();
    await expect.poll(rows).toEqual([RUN, "0002-ring8-gan"]);
  });

  test("keys: to a view, through the pictures, the palette, the sheet; letters can be turned off", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live`);
    await expect.poll(picture).toBe(30);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(picture).toBe(20);
    await expect.poll(hash).toContain("step=20");
    await page.keyboard.press("Home");
    await expect.poll(picture).toBe(0);
    await page.keyboard.press("End");
    await expect.poll(picture).toBe(30);
    await page.keyboard.press("ArrowLeft");
    await pressPair(page, "g", "s");
    await expect.poll(hash).toMatch(/samples/);
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette input:focus");
    await page.keyboard.type("go to live");
    await page.keyboard.press("Enter");
    await expect.poll(hash).toMatch(/live/);
    await expect.poll(picture).toBe(20); // the step went along
    await page.keyboard.press("?");
    await page.getByRole("checkbox", { name: /Single letters/ }).uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    expect(await hash()).toMatch(/live/);
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette input:focus");
    await page.keyboard.type("single-letter");
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
  });

  test("the focus is where it was once a command is chosen, and at the top of a view that is gone to again", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live`);
    const tables = page.getByRole("checkbox", { name: "tables" });
    await tables.focus();
    for (const _ of ["off", "on"]) {
      await choose("single-letter");
      await expect.poll(() => page.locator(".palette").count()).toBe(0);
      await expect.poll(() => tables.evaluate((box) => box === document.activeElement)).toBe(true); // a moment after
    }
    const link = page.locator(".rail a[aria-current]");
    const ways = [() => pressPair(page, "g", "l"), () => link.press("Enter"), () => link.click()];
    for (const again of ways) {
      await tables.focus();
      await page.evaluate(() => scrollTo(0, 200));
      expect(await page.evaluate(() => scrollY)).toBe(200);
      await again();
      await expect.poll(focused).toBe("content");
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await choose("single-letter");
    await expect.poll(focused).toBe("content"); // who had it nowhere
    await choose("single-letter");
  });

  test("a chart: said in a sentence, moved through by keys, shown as a table", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live`);
    const losses = page.locator(".chart", { hasText: "Losses" }).first();
    const described = (await losses.getAttribute("aria-describedby")) as string;
    await expect.poll(() => page.locator(`[id="${described}"]`).textContent()).toMatch(/^D, 30 points: last [\d.]+/);
    await losses.locator(".plot").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => losses.locator("[role=status]").textContent()).toMatch(/^step 1, D [\d.]+, G [\d.]+$/);
    await page.keyboard.press("t");
    await expect.poll(() => losses.locator("tbody tr").count()).toBe(25);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed"))).toBe("true"); // the way back
    await losses.getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => losses.locator("tbody th").first().textContent()).toBe("5");
  });

  test("the line of the scrubber's step stays at it when the axis counts images", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live?step=10&lang=en`);
    const line = page.locator(".chart .scrub-line").first();
    /** Which share of the way lies before it: of 30 steps, of 240 images. */
    const share = (): Promise<number> =>
      line.evaluate(({ style, parentElement }) => {
        const way = Number(/translateX\((.*)px\)/.exec(style.transform)?.[1]) / (parentElement?.clientWidth ?? 0);
        return Math.round(100 * way) / 100;
      });
    for (const unit of ["step", "images", "step"]) {
      await page.locator(".health-head select").selectOption(unit);
      await expect.poll(share, { message: unit }).toBe(0.31); // 9 of 29 steps, 72 of 232 images
    }
  });

  test("what a code means is read on in the other language", async () => {
    const { page, runs } = stage;
    const event = { type: "verdict", step: 20, time: 1_795_254_290, word: "collapsed", code: "W431" };
    appendTo(join(runs, "0002-ring8-gan"), "events.jsonl", `${JSON.stringify(event)}\n`);
    await stage.show("#/run/0002-ring8-gan/live?lang=en");
    await page.getByRole("button", { name: "explain" }).click();
    const explained = page.locator(".event-log li p");
    for (const language of ["en", "zh", "en"] as const) {
      await expect.poll(() => explained.textContent()).toBe(messages(language).explanations.W431);
      await page.keyboard.press("L");
    }
    await wear(page, "light", "en");
  });

  test("a run that another process trains: it appears, its pictures come, it pauses, takes a rate, goes on, stops", async () => {
    const { page, runs } = stage;
    const words = [
      MAIN,
      "train",
      "strokes",
      ...small,
      "--steps",
      "1000000",
      "--sample-every",
      "20",
      "--eval-every",
      "0",
    ];
    await stage.show("#/");
    live = start(process.execPath, words, join(runs, ".."));
    const name = "0010-strokes-dcgan";
    await expect.poll(rows).toContain(name);
    await page.getByRole("link", { name }).click();
    await expect.poll(picture).toBeGreaterThanOrEqual(20);
    const seen = await picture();
    await expect.poll(picture).toBeGreaterThan(seen);
    const save = page.getByRole("button", { name: "Save now" });
    const before = await save.boundingBox();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Go on" }).waitFor();
    await expect.poll(said).toMatch(/^Applied at step [\d,]+\.$/);
    expect((await save.boundingBox())?.y).toBe(before?.y);
    await choose("go to samples");
    await expect.poll(hash).toContain("samples");
    await choose("learning rates");
    await expect.poll(focused).toBe("rate");
    const rate = page.getByLabel("lr.g");
    for (const none of ["-1", "abc", "1e999"]) {
      await rate.fill(none);
      await rate.press("Enter");
      expect(await rate.evaluate((field: HTMLInputElement) => field.validationMessage)).toBe("a number above 0");
    }
    await rate.fill("0.0005");
    await rate.press("Enter");
    const [set, next] = [page.getByRole("button", { name: "Set" }).first(), page.getByText("lr.d")];
    const boxOf = async (of: Locator): Promise<Box> => (await of.boundingBox()) as Box;
    const [left, right] = [await boxOf(set), await boxOf(next)];
    expect(right.y > left.y + left.height || right.x - left.x - left.width >= 12).toBe(true);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect.poll(() => page.locator(".event-log").textContent()).toContain("lr.g = 0.0005");
    await choose("stop training");
    await expect.poll(focused).toBe("Yes, stop");
    await page.getByRole("button", { name: "No", exact: true }).press("Enter");
    await expect.poll(focused).toBe("Stop");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("Yes, stop");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".crumb .state").textContent()).toBe("stopped");
    await expect.poll(focused).toBe("steps"); // to which it could be trained on
    await expect.poll(said).toMatch(/^Applied at step/);
    expect((await live.ended).code).toBe(0);
  });
});

/** Two keys that belong together, on their way at once: the page waits a second and a half for the second. */
const pressPair = (page: Page, ...keys: readonly [string, string]): Promise<unknown> =>
  Promise.all(keys.map((key) => page.keyboard.press(key)));
