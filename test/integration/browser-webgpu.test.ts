import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "../browser/build-page.ts";
import { chromiumMissing, launch, openPage } from "../browser/chromium.ts";
import { type StaticServer, serveFolder } from "../browser/static-server.ts";
import { expectSameRows } from "./same-rows.ts";

const values = { batch: 64, width: 64, steps: 5 };

if (chromiumMissing !== null) test.skip(`WebGPU in a page: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("WebGPU in Chromium", () => {
  let browser: Browser;
  let server: StaticServer;
  let adapter: boolean;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gantry-webgpu-page-"));
    await buildPage("test/browser/page", folder);
    server = await serveFolder(folder, { isolated: true });
    browser = await launch({ gpu: true });
    const { page } = await openPage(browser, server.origin);
    adapter = await page.evaluate(async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null);
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("five steps give the losses of wasm", async (context) => {
    if (!adapter) context.skip("this Chromium has no WebGPU adapter, not even SwiftShader");
    const { page, complaints } = await openPage(browser, server.origin);
    const rows = (device: "wasm" | "webgpu") =>
      page.evaluate(([name, given]) => window.gantry.losses(name, given), [device, values] as const);
    const [gpu, wasm] = [await rows("webgpu"), await rows("wasm")];
    expect(gpu).toHaveLength(5);
    expectSameRows(gpu, wasm, { rtol: 2e-6 });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("no parameter goes through JavaScript, and no buffer is left behind", async (context) => {
    if (!adapter) context.skip("this Chromium has no WebGPU adapter, not even SwiftShader");
    const { page } = await openPage(browser, server.origin);
    const traffic = await page.evaluate((given) => window.gantry.traffic(given), { ...values, steps: 20 });
    const [before, after] = [traffic[2], traffic[3]] as [(typeof traffic)[0], (typeof traffic)[0]]; // no picture, no save
    expect([before.step, after.step]).toEqual([3, 4]);
    expect(after.down - before.down, "bytes read: watched numbers and D's 128 answers, rounded up").toBe(4 * 140);
    const state = 4 * 3 * 2 * (64 * 64 * 2 + 64 * 2 * 2 + 64 * 3); // float32; values and two moments; two nets, at least
    expect(after.up - before.up, "bytes written: two batches, noise, sizes").toBeLessThan(state / 10);
    const held = traffic.slice(1).map((row) => row.held);
    expect(held, "bytes of buffers on the card").toEqual(held.map(() => held[0]));
    await page.close();
  });
});
