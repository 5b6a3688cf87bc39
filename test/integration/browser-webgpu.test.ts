import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "../browser/build-page.ts";
import { type Borrowed, borrow, chromiumMissing, openPage, type WatchedPage } from "../browser/chromium.ts";
import type { PageTests } from "../browser/page/main.ts";
import { type StaticServer, serveFolder } from "../browser/static-server.ts";
import { expectSameRows } from "./same-rows.ts";

const values = { batch: 64, width: 64 };

if (chromiumMissing !== null) test.skip(`WebGPU in a page: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("WebGPU in Chromium", () => {
  let browser: Borrowed;
  let server: StaticServer;
  let page: WatchedPage;
  let adapter: boolean;
  let folder: string;
  /** Twenty steps on the card: a page makes its programs for the card once, which takes most of the time here. */
  let steps: Awaited<ReturnType<PageTests["traffic"]>> = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gantry-webgpu-page-"));
    await buildPage("test/browser/page", folder);
    server = await serveFolder(folder, { isolated: true });
    browser = await borrow({ gpu: true });
    page = await openPage(browser, server.origin);
    adapter = await page.page.evaluate(async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null);
    if (adapter) steps = await page.page.evaluate((given) => window.gantry.traffic(given), { ...values, steps: 20 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("five steps give the losses of wasm", async (context) => {
    if (!adapter) context.skip("this Chromium has no WebGPU adapter, not even SwiftShader");
    const wasm = await page.page.evaluate((given) => window.gantry.losses("wasm", given), { ...values, steps: 5 });
    expect(wasm).toHaveLength(5);
    const gpu = steps.slice(0, 5).map(({ losses }) => losses);
    expectSameRows(gpu, wasm, { rtol: 2e-6 });
    expect(page.complaints).toEqual([]);
  });

  test("no parameter goes through JavaScript, and no buffer is left behind", (context) => {
    if (!adapter) context.skip("this Chromium has no WebGPU adapter, not even SwiftShader");
    const [before, after] = [steps[2], steps[3]] as [(typeof steps)[0], (typeof steps)[0]]; // no picture, no save
    expect([before.step, after.step]).toEqual([3, 4]);
    expect(after.down - before.down, "bytes read: watched numbers and D's 128 answers, rounded up").toBe(4 * 140);
    const state = 4 * 3 * 2 * (64 * 64 * 2 + 64 * 2 * 2 + 64 * 3); // float32; values and two moments; two nets, at least
    expect(after.up - before.up, "bytes written: two batches, noise, sizes").toBeLessThan(state / 10);
    const held = steps.slice(1).map((row) => row.held);
    expect(held, "bytes of buffers on the card").toEqual(held.map(() => held[0]));
  });
});
