/** @file What loads on use and does not come: it is said, the rest of the page goes on, and another try loads it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { openStage, type Stage } from "./studio-views.ts";

const RUN = "0001-strokes-dcgan";

describe.skipIf(chromiumMissing !== null)("a file of the page that does not come", () => {
  let stage: Stage;
  beforeAll(async () => {
    const small = ["--width", "8", "--batch", "8", "--sample-every", "3", "--eval-every", "0"];
    stage = await openStage([["strokes", "--steps", "6", ...small]]);
    stage.expected.push(/^Failed to load resource: net::ERR_FAILED/);
  });
  afterAll(() => stage?.close());

  const withheld = async (page: Page, file: string, work: () => Promise<void>): Promise<void> => {
    const address = `**/assets/${file}-*.js`;
    await page.route(address, (route) => route.abort());
    await work();
    await page.unroute(address);
  };

  test("of a language: the page stays in its own, says so, and takes the other later", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/config`);
    const lang = (): Promise<string | null> => page.getAttribute("html", "lang");
    await withheld(page, "zh", async () => {
      await page.getByRole("button", { name: "中文" }).click();
      await expect.poll(() => page.textContent("[aria-live=polite]")).toContain("gantry studio");
      expect(await lang()).toBe("en");
      expect(await page.getByRole("button", { name: "中文" }).count()).toBe(1);
    });
    await page.getByRole("button", { name: "中文" }).click();
    await expect.poll(lang).toBe("zh-CN");
    await page.getByRole("button", { name: "EN", exact: true }).click();
    await expect.poll(lang).toBe("en");
  });

  test("of the first language: a sentence in both, in place of a blank page", async () => {
    const { page } = await stage.another(() => {});
    await withheld(page, "en", async () => {
      await page.reload();
      await expect.poll(() => page.textContent("#app")).toMatch(/did not load.*未能载入/);
    });
    await page.reload();
    await page.waitForSelector(".runs-table");
    await page.context().close();
  });

  test("of a form: its button stays, and opens it when it comes", async () => {
    const { page, show } = stage;
    await show("#/");
    const edit = page.locator(".labels .edit");
    await withheld(page, "labels-form", async () => {
      await edit.press("Enter");
      await expect.poll(() => page.locator(".labels [role=alert]").count()).toBe(1);
      await edit.press("Enter");
      await expect.poll(() => page.locator(".labels [role=alert]").count()).toBe(0);
    });
    await edit.press("Enter");
    await page.waitForSelector(".labels-form textarea");
    await page.keyboard.press("Escape");
  });

  test("of a panel and of a window: said where they would stand", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/nets`);
    const door = page.getByRole("button", { name: "What a picture passes through" });
    await withheld(page, "panel", async () => {
      await door.press("Enter");
      await expect.poll(() => page.locator(".nets-maps [role=alert]").count()).toBe(1);
      await door.press("Enter");
    });
    await door.press("Enter");
    await page.waitForSelector(".maps-sheet");
    await show(`#/run/${RUN}/samples?cell=2`);
    const nearest = page.getByRole("button", { name: "Nearest training images" });
    await withheld(page, "nearest-dialog", async () => {
      await nearest.press("Enter");
      await expect.poll(() => page.locator("main [role=alert]").count()).toBe(1);
      await nearest.press("Enter");
      await expect.poll(() => page.locator("main [role=alert]").count()).toBe(0);
    });
    await nearest.press("Enter");
    await page.waitForSelector("dialog .nearest");
    expect(stage.complaints).toEqual([]);
  });
});
