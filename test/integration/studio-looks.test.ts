/** @file How the page looks: every view in each theme and language, wide and narrow, with longer words, in forced colours. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { shownPixels } from "./pixels.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-strokes-dcgan";
const OTHER = "0002-ring8-gan";
/** Of README; `npm run docs:studio` takes it anew. */
const PICTURE = join(import.meta.dirname, "../../docs/images/studio.png");
const WINDOW = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 860 };
const PAGE = join(import.meta.dirname, "../../dist/studio/page");
const VIEWS = ["live", "samples", "latent", "nets", "data", "config", "export"];
const EVERY = ["#/", "#/new", `#/compare?runs=${RUN},${OTHER}`, ...VIEWS.map((view) => `#/run/${RUN}/${view}`)];
/** Room does not follow from colours: the first two have every theme and language once. */
const LOOKS = [
  ["light", "en"],
  ["dark", "zh"],
  ["dark", "en"],
  ["light", "zh"],
] as const;
const MEASURED = LOOKS.slice(0, 2);

describe.skipIf(chromiumMissing !== null)("the page's looks", () => {
  let stage: Stage;
  beforeAll(async () => {
    const evaluated = ["--eval-every", "200", "--eval-n", "200"];
    const pictures = ["--width", "16", "--batch", "16", "--sample-every", "20", ...evaluated];
    stage = await openStage([
      ["strokes", "--steps", "600", "--seed", "1", ...pictures],
      ["ring8", "--steps", "40", "--sample-every", "10", "--loss", "hinge"],
    ]);
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    await stage.page.emulateMedia({ forcedColors: "none" });
    await stage.page.reload();
  });

  /** Shows a view, once all of it is there. */
  const look = async (view: string): Promise<void> => {
    await stage.show(view);
    await settled(stage.page);
  };

  test("the rail has every view of a run", async () => {
    await look(`#/run/${RUN}/live`);
    const links = await stage.page
      .locator(".rail a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(links.map((link) => link?.replace(/\?.*/, ""))).toEqual(VIEWS.map((view) => `#/run/${RUN}/${view}`));
  });

  test.each([
    ...EVERY.map((view) => [view, LOOKS] as const),
    // of points: other charts and pictures, the same page around them
    ...["live", "samples", "data"].map((view) => [`#/run/${OTHER}/${view}`, MEASURED] as const),
  ])("%s in both themes and languages: nothing missing, nothing beyond the edge, accessible", async (view, looks) => {
    const { page } = stage;
    await look(view);
    for (const worn of looks) {
      const [theme, language] = worn;
      await wear(page, theme, language);
      await settled(page);
      await expectAccessible(page);
      expect(await page.locator("body").innerText()).not.toMatch(/undefined|\[object|NaN/);
      if (!MEASURED.includes(worn)) continue;
      for (const size of [NARROW, WINDOW]) {
        await page.setViewportSize(size);
        await expect.poll(() => beyond(page), { message: `${theme} ${language} ${size.width}` }).toEqual([]);
      }
    }
    expect(stage.complaints).toEqual([]);
  });

  test.each(["#/", "#/new", ...VIEWS.map((view) => `#/run/${RUN}/${view}`)])(
    "%s holds words that are two fifths longer",
    async (view) => {
      await wear(stage.page, "light", "en");
      await look(view);
      await stage.page.evaluate(lengthenWords);
      expect(await stage.page.locator("main").innerText()).toMatch(/[ñõéå]/);
      expect(await beyond(stage.page)).toEqual([]);
    },
  );

  test("in forced colours what is chosen is still told apart", async () => {
    const { page } = stage;
    await page.emulateMedia({ forcedColors: "active" });
    await look(`#/run/${RUN}/samples`);
    const drawn = async (kind: string): Promise<string[]> => {
      await page.waitForSelector(kind);
      return page.locator(kind).evaluateAll((all) =>
        all.map((each) => {
          const { backgroundColor, outline, border, boxShadow } = getComputedStyle(each);
          return [backgroundColor, outline, border, boxShadow].join();
        }),
      );
    };
    const groups = [[await drawn(".rail a[aria-current]"), await drawn(".rail a:not([aria-current])")]];
    await look(`#/compare?runs=${RUN},${OTHER}`);
    groups.push([await drawn(".segments input:checked + span"), await drawn(".segments input:not(:checked) + span")]);
    for (const [chosen = [], others = []] of groups) {
      expect(chosen.length).toBeGreaterThan(0);
      expect(others.length).toBeGreaterThan(0);
      expect(chosen.filter((look) => others.includes(look))).toEqual([]);
    }
    expect(stage.complaints).toEqual([]);
  });

  test("who looks at every view fetches 150 kB of it at most, packed, and the texts of one language", async () => {
    const { page, show, complaints } = await stage.another(() => localStorage.setItem("gantry.language", "zh"));
    const fetched = new Set<string>(["/index.html"]);
    page.context().on("response", (reply) => fetched.add(new URL(reply.url()).pathname));
    await page.reload();
    for (const view of EVERY) {
      await show(view);
      await settled(page);
    }
    await expect.poll(() => [...fetched].filter((path) => path.includes("latent.worker")).length).toBe(1);
    const ours = [...fetched].filter((path) => path === "/index.html" || path.startsWith("/assets/"));
    expect(ours.filter((path) => /\/(en|zh)-/.test(path))).toEqual([expect.stringContaining("/zh-")]);
    // ONNX Runtime's own are counted by nobody: they come under /ort/, but for the part that starts them
    const weights = ours.filter((path) => !path.includes("/ort.")).map((path) => packedSize(join(PAGE, path)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    expect(sum).toBeGreaterThan(130_000);
    expect(sum).toBeLessThanOrEqual(150_000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("README's picture is what the page looks like", async () => {
    const { page } = stage;
    await wear(page, "light", "en");
    await look(`#/run/${RUN}/live?step=600`);
    let before = -1;
    const rests = async (): Promise<boolean> => {
      const former = before;
      before = await smallPictures(page);
      return before > 0.4 && before === former;
    };
    await expect.poll(rests, { interval: 600 }).toBe(true);
    const taken = await page.screenshot({ animations: "disabled" });
    if (process.env.GANTRY_PICTURES === "write") writeFileSync(PICTURE, await small(taken));
    expect(existsSync(PICTURE)).toBe(true);
    const kept = readFileSync(PICTURE);
    expect(await difference(kept, taken)).toBeLessThan(6);
    await wear(page, "dark", "en");
    expect(await difference(kept, await page.screenshot({ animations: "disabled" }))).toBeGreaterThan(60);
  });
});

const packedSize = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

const small = (png: Buffer): Promise<Buffer> => sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();

/** Everything is read and drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const busy = document.querySelector("main [aria-busy=true]");
    const pictures = [...document.querySelectorAll<HTMLImageElement>("main img")];
    return document.querySelector("main > *") !== null && busy === null && pictures.every(({ complete }) => complete);
  });
}

/** The share of the scrubber's strip that small pictures cover so far. */
async function smallPictures(page: Page): Promise<number> {
  const { width, height, rgba } = await shownPixels(page, ".thumbs canvas");
  return rgba.filter((value, i) => i % 4 === 3 && value > 0).length / (width * height);
}

/** What is wider than where it stands: the page itself, and words that are cut off. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const cut = [
      ...document.querySelectorAll<HTMLElement>(".rail a, main :is(button, h1, h2, h3, label, legend, dt, th)"),
    ]
      .filter((each) => each.offsetParent !== null && !each.closest(".hidden-text, .unseen"))
      .filter((each) => getComputedStyle(each).overflowX !== "visible" && each.title === "")
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((each) => `${each.tagName}.${each.className}: ${each.textContent?.slice(0, 40)}`);
    return [...(wide > 0 ? [`the page, by ${wide} pixels`] : []), ...cut];
  });

/** A language that nobody speaks: as English, accented, two fifths longer. */
function lengthenWords(): void {
  const accents: Readonly<Record<string, string>> = { a: "å", e: "é", n: "ñ", o: "õ" };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const text = node.nodeValue ?? "";
    if (!/[a-z]{3}/.test(text) || node.parentElement?.closest("code, pre, script, style, output, td, tbody th") != null)
      continue;
    const accented = text.replace(/[aeno]/g, (letter) => accents[letter] ?? letter);
    node.nodeValue = accented.replace(/\p{L}{2,}/gu, (word) => word + "~".repeat(Math.ceil(word.length * 0.4)));
  }
}

/** Mean difference of the colours, of 255, of two pictures at a sixteenth of their size: of letters and dates nothing is left. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [one, other] = await Promise.all([a, b].map(coarse));
  if (one === undefined || one.length !== other?.length) return 255;
  return one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] as number)), 0) / one.length;
}

const coarse = async (png: Buffer): Promise<Buffer> => {
  const { width = 0, height = 0 } = await sharp(png).metadata();
  return sharp(png)
    .removeAlpha()
    .resize(Math.round(width / 16), Math.round(height / 16), { kernel: "cubic" })
    .raw()
    .toBuffer();
};
