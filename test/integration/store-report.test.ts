/** @file The report in a real browser: from `file://`, in both languages and themes, narrow and wide, by keyboard. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRun } from "../../src/store/create-run.node.ts";
import { openRun } from "../../src/store/open-run.node.ts";
import { composeGrid } from "../../src/views/grid.ts";
import { encodePng } from "../../src/views/png.node.ts";
import { reportHtml } from "../../src/views/report.ts";
import { reportInputOf } from "../../src/views/report-input.node.ts";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-report-"));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const run = await createRun({
    root: folder,
    name: "faces",
    record: {
      recipe: "dcgan",
      data: {
        name: "faces",
        spec: "./<img src=x onerror=alert(1)>",
        kind: "images",
        shape: [1, 8, 8],
        count: 1000,
        fingerprint: "0123456789abcdef".repeat(4),
        problems: ["<script>document.title='broken in'</script>.png: not decoded"],
      },
      seed: 0,
      device: "cpu",
      threads: 2,
      config: {
        loss: { value: "ns", origin: "recipe" },
        "a.key.of.some.length.that.a.narrow.screen.must.break": { value: "x".repeat(90), origin: "set" },
      },
      versions: { gantry: "0.1.0" },
    },
  });
  for (const step of [0, 1, 2, 5, 10]) {
    const images = new Float32Array(4 * 64).fill(step / 5 - 1);
    await run.sample(step, encodePng(composeGrid(images, [4, 1, 8, 8])), {
      kind: "images",
      count: 4,
      columns: 2,
      rows: 2,
      seed: 0,
    });
  }
  for (let step = 1; step <= 500; step += 1) {
    await run.metrics({
      step,
      images: step * 64,
      lossD: 1.3 + Math.sin(step) / 9,
      lossG: 0.8,
      dReal: 0.6,
      dFake: 0.4,
      gradG: step,
    });
  }
  await run.status({ state: "done", step: 500, steps: 500, verdict: "healthy" });
  await run.close();
  const input = await reportInputOf(await openRun(run.path));
  for (const language of ["en", "zh"] as const) {
    await writeFile(join(folder, `${language}.html`), reportHtml(input, { language }));
  }
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Whatever went wrong or went out. */
  readonly faults: readonly string[];
}

async function open(language: "en" | "zh", colorScheme: "light" | "dark", width: number): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => faults.push(message.text()));
  page.on("dialog", (dialog) => {
    faults.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, `${language}.html`)).href);
  return { page, faults };
}

describe.each(["en", "zh"] as const)("report in %s", (language) => {
  test.each([
    ["light", 1200],
    ["dark", 1200],
    ["light", 360],
    ["dark", 360],
  ] as const)("%s, %i pixels wide: no fault, no request, nothing wider than the screen", async (scheme, width) => {
    const { page, faults } = await open(language, scheme, width);
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe(scheme === "dark" ? "rgb(18, 20, 23)" : "rgb(255, 255, 255)");
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const clipped = await page.evaluate(`[...document.querySelectorAll("svg text")]
      .filter((text) => { const a = text.getBoundingClientRect(), b = text.ownerSVGElement.getBoundingClientRect();
        return a.width > 0 && (a.right > b.right + 1 || a.left < b.left - 1); }).map((text) => text.textContent)`);
    expect(clipped).toEqual([]);
    expect(await page.title()).toContain("faces");
    expect(faults).toEqual([]);
    await page.close();
  });
});

test("the slider goes by keyboard, and says what it shows", async () => {
  const { page, faults } = await open("en", "light", 1000);
  const shown = () =>
    page.evaluate(
      `[document.getElementById("sample-step").textContent, document.getElementById("slider").getAttribute("aria-valuetext"), document.getElementById("sample").alt]`,
    );
  expect(await shown()).toEqual(["step 10", "step 10", "4 generated samples at step 10"]);
  const last = await page.getAttribute("#sample", "src");
  await page.focus("#slider");
  await page.keyboard.press("Home");
  expect(await shown()).toEqual(["step 0", "step 0", "4 generated samples at step 0"]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect((await shown()) as string[]).toContain("step 2");
  expect(await page.getAttribute("#sample", "src")).not.toBe(last);
  await page.keyboard.press("End");
  expect(await page.getAttribute("#sample", "src")).toBe(last);

  await page.click("#play");
  expect(await page.textContent("#play")).toBe("Pause");
  await page.locator("#play", { hasText: "Play" }).waitFor();
  expect(await page.textContent("#sample-step")).toBe("step 10");
  expect(faults).toEqual([]);
  await page.close();
});
