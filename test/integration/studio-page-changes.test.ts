/** @file What a page that is open shows when what it shows is replaced under it. */
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { gantry, start } from "./gantry-process.ts";
import { hashOf, rgbaOf, shownPixels } from "./pixels.ts";
import { openStage, type Stage } from "./studio-views.ts";

const RUN = "0001-ring8-gan";
const small = ["--sample-every", "10", "--eval-every", "0"];

/** The digest of the pixels of a picture or a canvas on the page. */
const shownHash = async (page: Page, selector: string): Promise<string> =>
  hashOf((await shownPixels(page, selector)).rgba);

const fileHash = async (path: string): Promise<string> => hashOf(await rgbaOf(readFileSync(path)));

describe.skipIf(chromiumMissing !== null)("an open page", () => {
  let stage: Stage;
  const picture = (step: number): string => join(stage.runs, RUN, `samples/${String(step).padStart(6, "0")}.png`);
  beforeAll(async () => {
    stage = await openStage([["ring8", "--steps", "20", ...small]]);
  });
  afterAll(async () => {
    await stage?.close();
  });

  test("shows the pictures that a resumed run drew over those of a lost attempt", async () => {
    copyFileSync(picture(0), picture(30)); // an attempt that came further than its last checkpoint left it
    const live = stage.page;
    const { page: samples, show } = await stage.another(() => {});
    await stage.show(`#/run/${RUN}/live?step=30`);
    await show(`#/run/${RUN}/samples?step=30`);
    const expectShown = async (want: string): Promise<void> => {
      await expect.poll(() => shownHash(live, ".grid-figure img")).toBe(want);
      await expect.poll(() => shownHash(samples, ".sheet canvas")).toBe(want);
    };
    const before = await fileHash(picture(0));
    await expectShown(before);
    const { code, err } = await gantry(["resume", RUN, "--steps", "40", "--quiet"], join(stage.runs, ".."));
    expect(code, err).toBe(0);
    const after = await fileHash(picture(30));
    expect(after).not.toBe(before);
    await expectShown(after);
    expect(stage.complaints).toEqual([]);
  });

  test("shows another run that takes a deleted one's name, and nothing of the former", async () => {
    const { page, runs } = stage;
    const name = "taken";
    const train = async (steps: string, loss: string): Promise<void> => {
      const words = ["train", "ring8", "--steps", steps, "--sample-every", "6", "--loss", loss, "--run", name];
      const { code, err } = await gantry([...words, "--no-autotune", "--threads", "1", "--quiet"], join(runs, ".."));
      expect(code, err).toBe(0);
    };
    const saidOfLosses = async (): Promise<string> => {
      const losses = page.locator(".chart", { hasText: "Losses" }).first();
      const described = await losses.getAttribute("aria-describedby");
      return (await page.locator(`[id="${described}"]`).textContent()) ?? "";
    };
    await train("24", "hinge");
    await stage.show(`#/run/${name}/live`);
    await expect.poll(saidOfLosses).toMatch(/^D, 24 points: last/);
    stage.expected.push(/^404 of GET \/api\/runs\/taken(\/|$)/); // what is asked between the two
    rmSync(join(runs, name), { recursive: true });
    await page.getByText("folder is gone").waitFor();
    await train("12", "ns");
    await expect.poll(saidOfLosses).toMatch(/^D, 12 points: last/);
    await expect.poll(() => page.locator(".grid-figure img").getAttribute("data-step")).toBe("12");
    expect(await page.getByText("folder is gone").count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  test("of a folder where nothing can be read says so, and does not call it empty", async () => {
    const { page } = await stage.another(() => {});
    const problems = [
      { id: "0009-broken", error: { code: "E509", sentence: { en: "run.json is not valid JSON.", zh: "无效" } } },
    ];
    await page.route("**/api/runs?*", async (route) => {
      const list = await (await route.fetch()).json();
      await route.fulfill({ json: { ...list, runs: [], problems } });
    });
    await page.reload();
    await page.getByText("none of them can be read as a run").waitFor();
    expect(await page.locator(".unreadable").textContent()).toContain("0009-broken");
    expect(await page.getByText("No runs yet").count()).toBe(0);
  });

  test("and six more, over fifty runs that train: all go on, over one connection; when its tab is closed, over another", async () => {
    const { page, runs } = stage;
    const script = join(import.meta.dirname, "../../bench/studio/feeder.mjs");
    const feeder = start(process.execPath, [script, runs, "50"], join(runs, ".."));
    try {
      await feeder.said(/"runs":50/);
      const context = page.context();
      const asked: string[] = [];
      context.on("request", (request) => {
        const { pathname, search } = new URL(request.url());
        if (pathname === "/api/events") asked.push(search);
      });
      await stage.show("#/");
      const tabs = [page];
      while (tabs.length < 7) {
        const tab = await context.newPage();
        await tab.goto(page.url());
        tabs.push(tab);
      }
      await Promise.all(tabs.map(expectAllGoOn));
      expect(asked).toEqual([]); // the first tab's connection, opened before
      await page.close();
      await Promise.all(tabs.slice(1).map(expectAllGoOn));
      expect(asked).toEqual([expect.stringMatching(/^\?from=.*live-49/)]); // where the first one ended
      expect(stage.complaints).toEqual([]);
    } finally {
      feeder.child.kill("SIGKILL");
      await feeder.ended;
    }
  });
});

/** Every one of the fifty rows changes. */
async function expectAllGoOn(tab: Page): Promise<void> {
  const rows = async (): Promise<Map<string, string>> => {
    const texts = await tab.locator(".runs-table tbody tr", { hasText: "live-" }).allTextContents();
    return new Map(texts.map((text) => [/live-\d\d/.exec(text)?.[0] ?? "", text]));
  };
  await expect.poll(async () => (await rows()).size).toBe(50);
  const before = await rows();
  const stood = async (): Promise<string[]> =>
    [...(await rows())].filter(([name, text]) => before.get(name) === text).map(([name]) => name);
  await expect.poll(stood, { interval: 250 }).toEqual([]);
}
