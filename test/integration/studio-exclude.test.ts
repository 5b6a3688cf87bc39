/** @file Items marked in Data to be left out of a new run: by keys, by their twins, and where nothing can be started. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { halves } from "./data-pictures.ts";
import { freshFolder, gantry } from "./gantry-process.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-photos-dcgan";
const STROKES = "0002-strokes-dcgan";
const photos = join(freshFolder(), "photos");

/** Twelve pictures of two kinds; of one there are three more, one of them with a comma in its name; one is broken. */
async function makePhotos(): Promise<void> {
  for (const kind of ["blue", "red"]) mkdirSync(join(photos, kind), { recursive: true });
  for (let i = 0; i < 12; i += 1) {
    const picture = halves(40, 40, [20 * i, 40, 200 - 10 * i], [255 - 20 * i, 10 * i, 0]).png();
    await picture.toFile(join(photos, i < 8 ? "blue" : "red", `p${String(i).padStart(2, "0")}.png`));
  }
  for (const twin of ["twin a.png", "twin b.png", "twin, c.png"]) {
    cpSync(join(photos, "blue/p00.png"), join(photos, "red", twin));
  }
  writeFileSync(join(photos, "red/broken.jpg"), "no picture");
}

describe.skipIf(chromiumMissing !== null)("items left out of a new run", () => {
  let stage: Stage;
  beforeAll(async () => {
    await makePhotos();
    const tiny = ["--steps", "2", "--batch", "4", "--width", "4", "--eval-every", "0"];
    stage = await openStage([
      [photos, ...tiny, "--size", "16", "--exclude", "blue/p07.png"],
      ["strokes", ...tiny],
    ]);
  });
  afterAll(async () => {
    await stage?.close();
  });

  const query = async (): Promise<URLSearchParams> =>
    new URLSearchParams((await stage.page.evaluate(() => location.hash)).split("?")[1]);
  const out = async (): Promise<string | null> => (await query()).get("out");
  const contact = () => stage.page.locator(".data-items .item-cells").first();
  const bar = () => stage.page.locator(".marked-bar");

  /** Opens the item, marks it with the space bar, goes back to where it was. */
  async function markByKeys(file: string): Promise<void> {
    const { page } = stage;
    const cell = contact().getByRole("button", { name: file });
    await cell.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".file-toggle input:focus");
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await expect.poll(() => cell.evaluate((button) => button === document.activeElement)).toBe(true);
  }

  test("by keys: two are marked, the address has them, the form's command leaves them out", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/data`);
    await page.waitForSelector(".data-items .item-cells img");
    expect(await bar().count()).toBe(0);
    await markByKeys("blue/p03.png");
    await expect.poll(() => bar().textContent()).toContain("1 item marked");
    await markByKeys("red/p09.png");
    expect(await out()).toBe("blue/p03.png,red/p09.png");
    await expect.poll(() => bar().textContent()).toContain("2 items marked");
    expect(await contact().locator(".marked-sign").count()).toBe(2);
    await contact().getByRole("button", { name: "blue/p03.png marked to be left out" }).waitFor();
    await page.getByRole("link", { name: "New run without these" }).press("Enter");
    await page.waitForSelector(".new-form");
    const command = page.locator(".new-plan .copy-block pre");
    await expect.poll(() => command.textContent()).toContain("--exclude blue/p07.png,blue/p03.png,red/p09.png");
    expect(await command.textContent()).toContain("--size 16");
    await expect.poll(() => page.locator(".plan-facts").textContent()).toContain("12 × 3×16×16");
    expect(stage.complaints).toEqual([]);
  });

  test("what the form begins trains on the others", async () => {
    const { page } = stage;
    await page.locator("button.start").click();
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("0003-photos-dcgan/live");
    const { config, data } = JSON.parse(readFileSync(join(stage.runs, "0003-photos-dcgan/run.json"), "utf8"));
    expect(config.exclude.value).toEqual(["blue/p07.png", "blue/p03.png", "red/p09.png"]);
    expect(data.count).toBe(12);
  });

  test("marks go along within the run, and are taken back one by one or all at once", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/data?out=blue/p03.png,red/p09.png`);
    await bar().waitFor();
    await page.locator(".rail").getByRole("link", { name: "Config" }).click();
    await page.waitForSelector(".config");
    await page.locator(".rail").getByRole("link", { name: "Data" }).click();
    await markByKeys("blue/p03.png");
    expect(await out()).toBe("red/p09.png");
    await page.getByRole("button", { name: "Unmark all" }).press("Enter");
    await expect.poll(out).toBe(null);
    expect(await bar().count()).toBe(0);
  });

  test("later twins at once, and a file that could not be read; a name with a comma is refused in words", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/data`);
    await page.getByRole("button", { name: "Mark the 2 later ones to be left out" }).press("Enter");
    await expect.poll(out).toBe("red/twin a.png,red/twin b.png");
    expect(await page.locator(".duplicates .file-toggle, .duplicates .marked-sign").count()).toBe(2);
    await page.locator(".findings").getByRole("checkbox", { name: "red/broken.jpg" }).press("Space");
    await expect.poll(() => bar().textContent()).toContain("3 items marked");
    await contact().getByRole("button", { name: "twin, c.png" }).press("Enter");
    const toggle = page.locator("dialog[open] .file-toggle");
    await expect.poll(() => toggle.textContent()).toContain("a comma");
    expect(await toggle.getByRole("checkbox").isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    const { code, out: said } = await gantry(
      ["data", photos, "--exclude", "red/twin a.png,red/twin b.png,red/broken.jpg", "--json"],
      freshFolder(),
    );
    expect([code, JSON.parse(said).duplicates.count]).toEqual([0, 1]);
  });

  test.each([
    ["light", "en"],
    ["dark", "zh"],
  ] as const)("nothing that axe calls serious: %s, %s", async (theme, language) => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/data?out=blue/p03.png`);
    await bar().waitFor();
    await wear(page, theme, language);
    await expectAccessible(page);
    await contact().getByRole("button", { name: "blue/p03.png" }).click();
    await page.waitForSelector("dialog .file-toggle");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await wear(page, "light", "en");
  });

  test("what the sheet has no room for is looked through by pages, and marked; so are twins beyond the first groups", async () => {
    const many = join(freshFolder(), "many");
    mkdirSync(many);
    for (let i = 0; i < 130; i += 1) {
      const picture = halves(16, 16, [i, 40, 200], [255 - i, 10, 0]).png();
      const name = join(many, `m${String(i).padStart(3, "0")}`);
      await picture.toFile(`${name}.png`);
      if (i < 25) cpSync(`${name}.png`, `${name}-twin.png`);
    }
    const tiny = ["--steps", "1", "--batch", "4", "--width", "4", "--eval-every", "0", "--quiet", "--no-autotune"];
    const { code } = await gantry(["train", many, "--run", "many", "--size", "16", ...tiny], join(stage.runs, ".."));
    expect(code).toBe(0);
    const { page, show } = stage;
    await show("#/run/many/data");
    const others = page.locator(".other-items");
    await expect.poll(() => others.textContent()).toContain("64 of 155 items");
    const [previous, next] = ["Previous", "Next"].map((name) => others.getByRole("button", { name }));
    expect(await previous?.getAttribute("aria-disabled")).toBe("true");
    await next?.focus();
    for (const said of ["Items 0 to 63 of 155", "Items 64 to 127 of 155", "Items 128 to 154 of 155"]) {
      await page.keyboard.press("Enter");
      await expect.poll(() => others.getByRole("status").textContent()).toBe(said);
      await page.getByRole("list", { name: said }).locator("li").first().waitFor();
    }
    expect([await next?.getAttribute("aria-disabled"), (await query()).get("items")]).toEqual(["true", "128"]);
    const last = page.getByRole("list", { name: "Items 128 to 154 of 155" });
    expect(await last.locator("li").count()).toBe(27);
    await last.getByRole("button", { name: "m129.png" }).press("Enter");
    await page.waitForSelector(".file-toggle input:focus");
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await expect.poll(out).toBe("m129.png");
    await last.getByRole("button", { name: "m129.png marked to be left out" }).waitFor();
    await previous?.press("Enter");
    await expect.poll(() => others.getByRole("status").textContent()).toBe("Items 64 to 127 of 155");
    await page.getByRole("button", { name: "Show the other groups (19)" }).press("Enter");
    expect(await page.locator(".duplicates .item-cells").count()).toBe(25);
    await page.getByRole("button", { name: "Mark the 25 later ones to be left out" }).waitFor();
    await expectAccessible(page);
    expect(stage.complaints).toEqual([]);
  });

  test("not of data without files, and not where runs are only looked at", async () => {
    const { page, show } = stage;
    await show(`#/run/${STROKES}/data?out=blue/p03.png`);
    await page.waitForSelector(".data-items .item-cells img");
    expect(await page.locator(".marked-bar, .file-toggle, .marked-sign").count()).toBe(0);
    const { page: other, show: showOther, complaints } = await stage.another(() => {});
    await other.route("**/api/runs?*", async (route) => {
      const reply = await route.fetch();
      await route.fulfill({ response: reply, json: { ...(await reply.json()), readonly: true } });
    });
    await other.reload();
    await showOther(`#/run/${RUN}/data?out=blue/p03.png`);
    await other.locator(".item-cells button").first().click();
    await other.waitForSelector("dialog img");
    await expect.poll(() => other.locator(".marked-bar, .file-toggle, .marked-sign").count()).toBe(0);
    await other.unrouteAll({ behavior: "wait" });
    expect(complaints).toEqual([]);
    await other.context().close();
  });
});
