/**
 * @file The training images nearest to a sample: against all distances from the sheet's own bytes, with an item planted in a
 * sheet, and the window of the Samples view in Chromium.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Dataset, embeddedDataset } from "gantry/data";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ErrorReply, NearestFound, NearestReply } from "../../studio/api/index.ts";
import { ThreadCalls } from "../../studio/server/folder/thread-calls.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { expectClose } from "../matchers.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-strokes-dcgan";
const BUILT = join(import.meta.dirname, "../../dist/node");
const POINTS = "0002-ring8-gan";
const SIDE = 28;
const SIZE = SIDE * SIDE;
const PLANTED = 37;
/** Where it is planted, and of which step. */
const [CELL, STEP] = [12, 10];

const strokes: Dataset = embeddedDataset("strokes");

function itemAt(index: number): Float32Array {
  const item = new Float32Array(SIZE);
  strokes.read([index], item);
  return item;
}

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function pixelsOf(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(1);
  return { data, width: info.width, height: info.height };
}

/** 8 × 8 cells, each value four times, 2 pixels between them. */
const placeOf = (cell: number, i: number, width: number): number =>
  (2 + Math.floor(cell / 8) * (2 * SIDE + 2) + 2 * Math.floor(i / SIDE)) * width +
  (2 + (cell % 8) * (2 * SIDE + 2) + 2 * (i % SIDE));

const cellOf = ({ data, width }: Pixels, cell: number): number[] =>
  Array.from({ length: SIZE }, (_, i) => (data[placeOf(cell, i, width)] as number) / 127.5 - 1);

/** Writes an item over a cell of a sheet. */
async function plant(path: string, cell: number, item: Float32Array): Promise<void> {
  const sheet = await pixelsOf(path);
  for (const [i, value] of item.entries()) {
    const at = placeOf(cell, i, sheet.width);
    for (const beside of [at, at + 1, at + sheet.width, at + sheet.width + 1]) {
      sheet.data[beside] = Math.round((value + 1) * 127.5);
    }
  }
  const { data, width, height } = sheet;
  writeFileSync(
    path,
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
  );
}

describe.skipIf(chromiumMissing !== null)("nearest training images", () => {
  let stage: Stage;
  const sheet = (file: string): string => join(stage.runs, RUN, "samples", file);
  beforeAll(async () => {
    const often = ["--steps", "10", "--sample-every", "10"];
    stage = await openStage([
      ["strokes", "--batch", "8", "--width", "8", ...often],
      ["ring8", ...often],
    ]);
    await plant(sheet("000010.png"), CELL, itemAt(PLANTED));
  });
  afterAll(async () => {
    await stage?.close();
  });

  const asked = async <T>(query: string, run = RUN): Promise<{ readonly status: number; readonly body: T }> => {
    const path = `/api/runs/${run}/data/nearest?${query}`;
    const reply = await stage.page.request.get(new URL(path, stage.page.url()).href);
    return { status: reply.status(), body: (await reply.json()) as T };
  };
  const foundBy = async (query: string): Promise<NearestFound> => {
    const { state, found } = (await asked<NearestReply>(query)).body;
    expect(state).toBe("ready");
    return found as NearestFound;
  };

  /** Data that were let go are opened anew, which takes its time. */
  const expectSaid = (said: string): Promise<void> =>
    expect.poll(() => stage.page.textContent("dialog [role=status]")).toContain(said);

  test("an item in a sheet is found again, at no distance but that of 256 steps, and is said to be copied", async () => {
    const { items, verdict, count } = await foundBy(`step=${STEP}&cell=${CELL}`);
    expect([items[0]?.index, verdict, count, items.length]).toEqual([PLANTED, "copied", strokes.count, 8]);
    expect(items[0]?.distance).toBeLessThan(0.5 / 127.5);
    expect(items[0]?.label).toBe(strokes.labels?.[PLANTED]);
    const [live, beside] = [await foundBy(`step=${STEP}&cell=${CELL}&weights=live`), await foundBy(`step=10&cell=13`)];
    for (const { items, verdict } of [live, beside]) {
      expect(verdict).not.toBe("copied");
      expect(items[0]?.distance).toBeGreaterThan(0.1);
    }
  });

  test.each(["000010.png", "live/000010.png"])("all distances, from the bytes of %s", async (file) => {
    const weights = file.startsWith("live") ? "live" : "average";
    const values = cellOf(await pixelsOf(sheet(file)), 63);
    const all = Array.from({ length: strokes.count }, (_, index) => {
      const item = itemAt(index);
      return Math.sqrt(values.reduce((sum, value, i) => sum + (value - (item[i] as number)) ** 2, 0) / SIZE);
    });
    const want = all.map((_, index) => index).sort((a, b) => (all[a] as number) - (all[b] as number));
    const { items } = await foundBy(`step=10&cell=63&weights=${weights}`);
    expect(items.map(({ index }) => index)).toEqual(want.slice(0, 8));
    const distances = want.slice(0, 8).map((index) => all[index] as number);
    expectClose(
      items.map(({ distance }) => distance),
      distances,
      { rtol: 1e-6, atol: 0 },
    );
  });

  test("what cannot be asked for is refused; other data, and none, are said as Data says them", async () => {
    const code = async (query: string, run = RUN): Promise<[number, string]> => {
      const { status, body } = await asked<ErrorReply>(query, run);
      return [status, body.error.code];
    };
    for (const query of ["", "step=10", "step=10&cell=64", "step=-1&cell=0", "step=x&cell=0"]) {
      expect(await code(query), query).toEqual([400, "E608"]);
    }
    expect(await code("step=999&cell=0")).toEqual([404, "E616"]);
    expect(await code("step=10&cell=0", POINTS)).toEqual([404, "E616"]);
    const record = JSON.parse(readFileSync(join(stage.runs, RUN, "run.json"), "utf8"));
    const of = async (name: string, changed: object): Promise<NearestReply> => {
      cpSync(join(stage.runs, RUN), join(stage.runs, name), { recursive: true });
      writeFileSync(join(stage.runs, name, "run.json"), JSON.stringify({ ...record, ...changed }));
      return (await asked<NearestReply>("step=10&cell=0", name)).body;
    };
    const dataAre = (value: string | null): object => ({
      config: { ...record.config, data: { value, origin: "flag" } },
    });
    expect(await of("handed", dataAre(null))).toEqual({ state: "handed" });
    expect(await of("gone", dataAre("/nowhere/photos"))).toMatchObject({ state: "gone", problem: { code: "E520" } });
    expect(await of("changed", { data: { ...record.data, fingerprint: "0".repeat(64) } })).toEqual({
      state: "changed",
    });
    writeFileSync(join(stage.runs, "changed/samples/000010.png"), "no picture");
    writeFileSync(join(stage.runs, "changed/run.json"), JSON.stringify(record));
    expect(await code("step=10&cell=0", "changed")).toEqual([404, "E616"]);
    await stage.show("#/run/gone/samples?cell=3&step=10");
    await stage.page.waitForSelector(".chosen canvas");
    await stage.page.keyboard.press("n");
    await expect.poll(() => stage.page.textContent("dialog .nearest-said a")).toBe("Data");
    expect(await stage.page.textContent("dialog")).toContain("cannot be opened any more");
    await stage.page.keyboard.press("Escape");
    await stage.show("#/");
    stage.expected.push(/^404 of GET \/api\/runs\/(handed|gone|changed)\//); // the list may be asking while they go
    for (const name of ["handed", "gone", "changed"]) rmSync(join(stage.runs, name), { recursive: true });
  });

  test("by keys: a cell is chosen, n shows its neighbours with their pictures, Escape leads back", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/samples?step=${STEP}`);
    await page.waitForSelector(".sheet canvas[data-drawn]");
    await page.keyboard.press("n"); // of no cell
    await page.focus('[data-cell="0"]');
    for (const key of ["ArrowDown", ...Array(4).fill("ArrowRight")]) await page.keyboard.press(key);
    await expect.poll(() => page.textContent(".chosen h3")).toBe(`Cell ${CELL}`);
    await drawnAnew(page);
    expect(await page.locator("dialog").count()).toBe(0);
    await page.keyboard.press("n");
    await expectSaid("Looks copied");
    expect(await page.textContent("dialog figcaption")).toBe(`cell ${CELL}, step ${STEP} · Average (EMA)`);
    const pictures = page.locator("dialog ol img");
    await expect.poll(() => pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(SIDE);
    expect([await pictures.count(), await pictures.first().getAttribute("alt")]).toEqual([
      8,
      `item ${PLANTED}, class ${strokes.classes?.[strokes.labels?.[PLANTED] as number]}`,
    ]);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.cell)).toBe(String(CELL));
  });

  test("who looks at another cell meanwhile gives the search up, and sees the other's", async () => {
    const { page } = stage;
    await page.evaluate(() => {
      const plain = globalThis.fetch;
      globalThis.fetch = (path, init) => {
        const told = (): void => document.body.setAttribute("data-given-up", "");
        if (String(path).includes("cell=5&")) init?.signal?.addEventListener("abort", told);
        return plain(path, init);
      };
    });
    let letGo = (): void => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    await page.route(/nearest\?.*cell=5&/, async (route) => {
      await held;
      await route.abort().catch(() => {}); // the page went before
    });
    await stage.show(`#/run/${RUN}/samples?step=${STEP}&cell=5`);
    await expect.poll(() => page.textContent("main")).toContain("Cell 5"); // not the one that was shown before
    const sent = page.waitForRequest(/nearest\?.*cell=5&/);
    await page.getByRole("button", { name: "Nearest training images" }).click();
    await expectSaid("Comparing");
    await sent;
    await page.keyboard.press("Escape");
    await page.waitForSelector("[data-given-up]");
    await stage.show(`#/run/${RUN}/samples?show=time&step=${STEP}&cell=${CELL}`);
    await page.getByRole("button", { name: "Nearest training images" }).click();
    await expectSaid("Looks copied");
    letGo();
    await page.keyboard.press("Escape");
    await page.unrouteAll();
  });

  test("on the thread, too, a search ends that nobody waits for, and others go on", async () => {
    const thread = new ThreadCalls("./data-thread", pathToFileURL(join(BUILT, "thread-calls.js")).href);
    const record = JSON.parse(readFileSync(join(stage.runs, RUN, "run.json"), "utf8"));
    const grid = JSON.parse(readFileSync(sheet("grid.json"), "utf8"));
    const near = { png: readFileSync(sheet("000010.png")), grid, cell: CELL };
    const request = { key: RUN, path: join(stage.runs, RUN), record, picture: null, near };
    try {
      const [left, stays] = [new AbortController(), new AbortController()];
      const asked = [left, stays].map(({ signal }) => thread.ask<NearestFound>(request, () => {}, signal));
      left.abort();
      await expect(asked[0]).rejects.toMatchObject({ code: "E617" });
      expect((await asked[1])?.items[0]?.index).toBe(PLANTED);
    } finally {
      await thread.close();
    }
  });

  test("points have no nearest images, and neither have two sheets", async () => {
    const { page } = stage;
    for (const hash of [`${POINTS}/samples?show=time`, `${RUN}/samples?show=compare&cell=3`]) {
      await stage.show(`#/run/${hash}`);
      await page.waitForSelector(".samples-shown canvas");
      expect(await page.getByRole("button", { name: "Nearest training images" }).count()).toBe(0);
      await page.keyboard.press("n");
      await drawnAnew(page);
      expect(await page.locator("dialog").count()).toBe(0);
    }
  });

  test.each([
    ["light", "en", "Looks copied"],
    ["dark", "zh", "疑似复制"],
  ] as const)("axe finds nothing serious, %s and %s, and a narrow screen holds it", async (theme, language, said) => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/samples?step=${STEP}&cell=${CELL}`);
    await wear(page, theme, language);
    await page.waitForSelector(".chosen canvas");
    await page.keyboard.press("n");
    await expectSaid(said);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 860 });
    const over = (): Promise<number> =>
      page.locator("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(await over()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.keyboard.press("Escape");
  });

  test("nothing went wrong, and nothing was asked of another origin", () => {
    expect(stage.complaints).toEqual([]);
  });
});

/** What keys brought about is on the page by then. */
const drawnAnew = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
