/** @file The Samples view over real runs in Chromium: four ways to look at their history, and what can be taken away. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { samplePath, stepName } from "gantry/store";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedEntries } from "../../src/features/zip.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { expectClose } from "../matchers.ts";
import { hashOf, rgbaOf, shownPixels } from "./pixels.ts";
import { chooseFormat, expectPlayed, framesOf, saveFilm, videoOf } from "./studio-films.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const small = ["--steps", "40", "--batch", "8", "--width", "8", "--sample-every", "10"];
const RUN = "0001-strokes-dcgan";

/** As the run says: its pictures' steps, rising. */
const stepsOf = (runs: string): number[] =>
  readdirSync(join(runs, RUN, "samples"))
    .filter((name) => name.endsWith(".png"))
    .map((name) => Number(name.replace(".png", "")))
    .sort((a, b) => a - b);

describe.skipIf(chromiumMissing !== null)("the Samples view", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage([
      ["strokes", ...small],
      ["ring8", "--steps", "40", "--sample-every", "10"],
    ]);
  });
  afterAll(async () => {
    await stage?.close();
  });

  /** Shows a view and waits for its sheet. */
  async function showSheet(query: string, run = RUN): Promise<void> {
    await stage.show(`#/run/${run}/samples${query}`);
    await stage.page.waitForSelector(".sheet canvas[data-drawn]");
  }

  /** SHA-256 of a canvas's pixels. */
  const canvasHash = async (selector: string): Promise<string> =>
    hashOf((await shownPixels(stage.page, selector)).rgba);

  /** Whether a canvas shows a picture of a run, byte by byte. */
  async function expectShown(selector: string, file: string): Promise<void> {
    const want = hashOf(await rgbaOf(readFileSync(join(stage.runs, file))));
    await expect.poll(() => canvasHash(selector)).toBe(want);
  }

  test("the sheet on the canvas is the picture of the step, of the average or of the live weights", async () => {
    const [average, live] = ["samples/000040.png", "samples/live/000040.png"].map((file) => join(RUN, file));
    const bytes = [average, live].map((file) => readFileSync(join(stage.runs, file as string)));
    expect(Buffer.compare(bytes[0] as Buffer, bytes[1] as Buffer)).not.toBe(0);
    await showSheet("?step=40");
    await expectShown(".sheet canvas", average as string);
    await stage.page.keyboard.press("e");
    await expectShown(".sheet canvas", live as string);
    await expect.poll(() => stage.page.evaluate(() => location.hash)).toContain("weights=live");
  });

  test("on the left of two stand other weights, or another run at the same step", async () => {
    const { page } = stage;
    await showSheet("?show=compare&step=40");
    await page.locator(".compare select").selectOption("weights");
    await expectShown(".wiped > .sheet canvas", join(RUN, "samples/000040.png"));
    await expectShown(".wipe canvas", join(RUN, "samples/live/000040.png"));
    await page.locator(".compare select").selectOption("run:0002-ring8-gan");
    await expectShown(".wipe canvas", "0002-ring8-gan/samples/000040.png");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("left=run%3A0002-ring8-gan");
    await page.locator(".compare input[type=number]").fill("9");
    await page.keyboard.press("Enter");
    await expectShown(".wipe canvas", "0002-ring8-gan/samples/000010.png");
  });

  test("arrows move the scrubber; in the grid they move from cell to cell, and each cell has its text", async () => {
    const { page } = stage;
    const steps = stepsOf(stage.runs);
    await showSheet("?step=10");
    await page.keyboard.press("ArrowRight");
    const next = steps[steps.indexOf(10) + 1];
    await expect.poll(() => page.inputValue(".scrub-step input")).toBe(String(next));
    await expect.poll(() => page.evaluate(() => location.hash)).toContain(`step=${next}`);

    await page.focus('[data-cell="0"]');
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toBe(`cell 9, seed 0, step ${next}`);
    expect(await page.getByRole("gridcell").count()).toBe(64);
    expect(await page.textContent(".chosen h3")).toBe("Cell 9");
    expect(await page.inputValue(".scrub-step input")).toBe(String(next));
  });

  test("the scrubber shows how the run went: small pictures, a line, checkpoints; a step that is typed is shown", async () => {
    const { page } = stage;
    await showSheet("");
    const steps = stepsOf(stage.runs);
    /** Middles of what is painted, in shares of the width: one small picture a stop. */
    const painted = async (): Promise<number[]> => {
      const { width, rgba } = await shownPixels(page, ".thumbs canvas");
      const inked = Array.from({ length: width }, (_, x) => rgba[(13 * width + x) * 4 + 3] === 255);
      const begins = inked.flatMap((on, x) => (on && inked[x - 1] !== true ? [x] : []));
      return begins.map((x) => x / (width - 26));
    };
    await expect.poll(async () => (await painted()).length).toBe(steps.length);
    expectClose(
      await painted(),
      steps.map((_, i) => i / (steps.length - 1)),
      { rtol: 0, atol: 0.002 },
    );
    expect(await page.locator(".course path").getAttribute("d")).toMatch(/^M[\d.]+ [\d.]+L/);
    expect(await page.locator(".marks .checkpoint").count()).toBeGreaterThan(0);
    await page.fill(".scrub-step input", "21"); // none is of this step: the last before it is shown
    await page.keyboard.press("Enter");
    await expect.poll(() => page.inputValue(".scrub-step input")).toBe("20");
  });

  test("one cell through time has a picture a step, and leads there", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/samples?show=time&cell=12`);
    const steps = stepsOf(stage.runs);
    await expect.poll(() => page.locator(".strip .tile").count()).toBe(steps.length);
    await page.getByRole("button", { name: "Cell 12 at step 20; go there" }).click();
    await expect.poll(() => page.getAttribute('.tile[aria-current="step"]', "aria-label")).toContain("step 20;");
    const drawn = (): Promise<number> =>
      page.evaluate(
        () => [...document.querySelectorAll<HTMLCanvasElement>(".strip canvas")].filter((c) => c.width === 56).length,
      );
    await expect.poll(drawn).toBe(steps.length);
  });

  test("two steps lie on one another up to a line; real items stand beside", async () => {
    const { page } = stage;
    await showSheet("?show=compare&a=0&wipe=0.25");
    expect(await page.locator(".compare .sheet").count()).toBe(2);
    await page.locator(".compare input[type=range]").fill("0.75");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("wipe=0.75");
    expect(await page.getAttribute(".wipe", "style")).toContain("25%");
    await page.focus(".wiped > .sheet [data-cell='0']");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.cell)).toBe("10");

    await showSheet("?show=reals");
    const real = page.locator("img[alt^='Real items']");
    await expect.poll(() => real.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  });

  test("zoom is whole: so many pixels of the page for one of the data", async () => {
    await showSheet("?zoom=3");
    const [sheet, canvas] = [stage.page.locator(".sheet"), stage.page.locator(".sheet canvas")];
    const width = await canvas.evaluate((element: HTMLCanvasElement) => element.width);
    await expect.poll(async () => (await sheet.boundingBox())?.width).toBe((width / 2) * 3); // written twice as large
  });

  /** Shows what can be taken away, without a pointer. */
  async function showExport(page: Page): Promise<void> {
    await page.locator(".menu > summary").focus();
    if ((await page.locator(".menu[open]").count()) === 0) await page.keyboard.press("Enter");
    await page.locator(".film button").waitFor();
  }

  const sheets = (): Promise<Buffer[]> =>
    Promise.all(stepsOf(stage.runs).map((step) => rgbaOf(readFileSync(join(stage.runs, RUN, samplePath(step))))));

  test("what is shown is saved as PNG, the history as GIF", async () => {
    const { page } = stage;
    await showSheet("?zoom=2&cell=3");
    await showExport(page);
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save what is shown as PNG" }).click(),
    ]);
    expect((await sharp(await png.path()).metadata()).format).toBe("png");

    await page.getByRole("combobox", { name: "Of" }).selectOption("cell");
    const gif = await saveFilm(page, "G");
    expect(gif.suggestedFilename()).toBe(`${RUN}.gif`);
    const { format, pages, width } = await sharp(await gif.path(), { animated: true }).metadata();
    expect([format, pages, width]).toEqual(["gif", stepsOf(stage.runs).length, 56]);
  });

  test("the history as APNG, and as PNGs in a ZIP, is the pictures to the byte; the format is remembered", async () => {
    const { page } = stage;
    await showSheet("");
    await showExport(page);
    const wanted = (await sheets()).map(hashOf);
    const apng = await saveFilm(page, "A");
    expect(apng.suggestedFilename()).toBe(`${RUN}.apng`);
    const { hashes, durations, repeats } = await framesOf(page, await apng.path());
    expect(hashes).toEqual(wanted);
    expect([durations, repeats]).toEqual([wanted.map(() => 80), null]);

    const zip = await saveFilm(page, "P");
    expect(zip.suggestedFilename()).toBe(`${RUN}.zip`);
    const entries = storedEntries(readFileSync(await zip.path()), "film.zip");
    expect([...entries.keys()]).toEqual(stepsOf(stage.runs).map((step) => `${stepName(step)}.png`));
    expect((await Promise.all([...entries.values()].map(rgbaOf))).map(hashOf)).toEqual(wanted);

    await page.reload();
    await showExport(page);
    expect(await page.getByRole("combobox", { name: "Format" }).inputValue()).toBe("png");
  });

  test("the history as WebM has every picture in its time, and its length in its head", async () => {
    const { page } = stage;
    await showSheet("");
    await showExport(page);
    await page.getByLabel("Milliseconds a picture").fill("200");
    const wanted = await sheets();
    const film = await saveFilm(page, "W");
    expect(film.suggestedFilename()).toBe(`${RUN}.webm`);
    const video = await videoOf(page, await film.path(), wanted.length);
    expect(video.width * video.height * 4).toBe(wanted[0]?.length);
    expect(video.milliseconds).toBeCloseTo(wanted.length * 200, 6);
    expectPlayed(video, wanted);
  });

  test("a film is cancelled where it was begun, and leaves no file", async () => {
    const { page } = stage;
    await showSheet("");
    await showExport(page);
    await page.evaluate(() => {
      const { postMessage } = Worker.prototype;
      let frames = 0;
      /** As if the thread took long for the second picture. */
      function slow(this: Worker, message: { name: string }, transfer: Transferable[]): void {
        if (message.name === "frame") frames += 1;
        if (frames < 2) postMessage.call(this, message, { transfer });
      }
      Worker.prototype.postMessage = slow as Worker["postMessage"];
    });
    const files: string[] = [];
    page.on("download", (file) => files.push(file.suggestedFilename()));
    await chooseFormat(page, "W");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".film progress").count()).toBe(1);
    const pressed = (): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.textContent);
    expect(await pressed()).toBe("Cancel");
    await expect.poll(() => page.locator(".film progress").getAttribute("value")).toBe("1");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".film progress").count()).toBe(0);
    expect([await pressed(), files]).toEqual(["Save film", []]);
    page.removeAllListeners("download");
    await page.reload();
  });

  test("a browser that packs no video says so, and writes the rest", async () => {
    const without = await stage.another(() => {
      Reflect.deleteProperty(globalThis, "VideoEncoder");
      localStorage.setItem("gantry.film", "webm");
    });
    const { page } = without;
    await without.show(`#/run/${RUN}/samples`);
    await page.waitForSelector(".sheet canvas[data-drawn]");
    await showExport(page);
    const webm = page.locator("option[value=webm]");
    expect(await webm.evaluate((option: HTMLOptionElement) => option.disabled)).toBe(true);
    expect(await webm.textContent()).toBe("WebM video: not in this browser");
    expect(await page.getByRole("combobox", { name: "Format" }).inputValue()).toBe("gif");
    expect(await page.locator(".film option:disabled").count()).toBe(1);
    expect((await saveFilm(page, "A")).suggestedFilename()).toBe(`${RUN}.apng`);
    expect(without.complaints).toEqual([]);
    await page.context().close();
  });

  test("a run of points shows its scatter; a picture that is gone is said", async () => {
    stage.expected.push(/^404 of GET \/api\/runs\/0002-ring8-gan\/files\/samples\/000010.png$/);
    await stage.page.route("**/0002-ring8-gan/files/samples/000010.png*", (route) => route.fulfill({ status: 404 }));
    await showSheet("", "0002-ring8-gan");
    const label = await stage.page.getByRole("gridcell").getAttribute("aria-label");
    expect(label).toMatch(/^Scatter of 2,500 generated points/);
    await stage.show("#/run/0002-ring8-gan/samples?step=10");
    await expect.poll(() => stage.page.textContent(".stage [role=status]")).toContain("step 10 cannot be read");
    await stage.show("#/run/0002-ring8-gan/samples?step=20");
    await expect.poll(() => stage.page.locator(".stage [role=status]").count()).toBe(0);
    await showExport(stage.page);
    await stage.page.getByRole("button", { name: "Save film" }).press("Enter");
    const ended = stage.page.locator(".film [role=status]");
    await expect
      .poll(() => ended.textContent())
      .toBe("The film could not be written: The picture of step 10 cannot be read.");
    await wear(stage.page, "light", "zh"); // what is said of it changes its language with the page
    await expect.poll(() => ended.textContent()).toBe("动画写不出来：无法读取第 10 步的样本图。");
    await wear(stage.page, "light", "en");
  });

  test.each([
    ["light", "en"],
    ["dark", "zh"],
  ] as const)("axe finds nothing serious, %s and %s", async (theme, language) => {
    for (const way of ["grid", "time", "compare", "reals"]) {
      await stage.show(`#/run/${RUN}/samples?show=${way}&cell=3`);
      await wear(stage.page, theme, language);
      await stage.page.waitForSelector(".samples-shown canvas");
      await expectAccessible(stage.page);
    }
  });

  test("nothing went wrong, and nothing was asked of another origin", () => {
    expect(stage.complaints).toEqual([]);
  });
});
