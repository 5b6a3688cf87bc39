/** @file `gantry export --to web`: the folder, double-clicked with the network cut, served, and on a graphics card. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { floatTensor } from "../../src/base/tensor.ts";
import { slerp } from "../../src/latent/paths.ts";
import { openGenerator } from "../../src/runtime/generator.node.ts";
import type { Generator } from "../../src/runtime/generator.ts";
import { byteOf } from "../../src/views/grid.ts";
import { type Borrowed, borrow, chromiumMissing, openPage } from "../browser/chromium.ts";
import { serveFolder } from "../browser/static-server.ts";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const page = join(folder, "page");
const inPage = (file: string): string => join(page, file);
let half: Generator;

beforeAll(async () => {
  const small = [
    "--recipe",
    "cgan",
    "--classes",
    "4,7,9",
    "--size",
    "16",
    "--width",
    "8",
    "--batch",
    "16",
    "--steps",
    "20",
    "--threads",
    "1",
  ];
  const trained = await gantry(["train", "strokes", ...small, "--run", "web", "--progress", "none"], folder);
  expect(trained.code, trained.err).toBe(0);
  half = await openGenerator(readFileSync(join(folder, "runs", "web", "generator.onnx")), "generator.onnx");
});
afterAll(() => half?.release());

test("writes a folder, says what is in it, and how little float16 changes", async () => {
  const { code, out, err } = await gantry(["export", "web", "--to", "web", "--out", "page", "--json"], folder);
  expect([code, err]).toEqual([0, ""]);
  const said = JSON.parse(out) as { files: Record<string, number>; maxDifference: number; halfDifference: number };
  for (const [file, bytes] of Object.entries(said.files)) expect(readFileSync(inPage(file)).length, file).toBe(bytes);
  expect(said.maxDifference).toBeLessThan(1e-5);
  expect(said.halfDifference).toBeGreaterThan(0);
  expect(said.halfDifference).toBeLessThan(5e-3); // some hundred roundings of 2^-12 each
  expect(readFileSync(inPage("index.html"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  const [whole, small] = [said.files["generator.onnx"] as number, said.files["generator-float16.onnx"] as number];
  expect(small / whole).toBeGreaterThan(0.45);
  expect(small / whole).toBeLessThan(0.7);
  await half.release();
  half = await openGenerator(readFileSync(inPage("generator-float16.onnx")), "generator-float16.onnx");
});

test.each([
  [["--uint8"], "--uint8"],
  [["--what", "classifier"], "--what classifier"],
])("%j does not go with it", async (words, named) => {
  const { code, err } = await gantry(["export", "web", "--to", "web", ...words], folder);
  expect(code).toBe(2);
  expect(err).toContain("E207");
  expect(err).toContain(named);
});

test("the page speaks Chinese where it was written so", async () => {
  const { code } = await gantry(["export", "web", "--to", "web", "--out", "ye", "--lang", "zh", "--quiet"], folder);
  expect(code).toBe(0);
  expect(readFileSync(join(folder, "ye", "index.html"), "utf8")).toContain('<html lang="zh-CN">');
  expect(readFileSync(join(folder, "ye", "index.html"), "utf8")).toContain("随机种子");
});

/** What Node draws, as a canvas shows it. */
async function bytesOf(z: Float32Array, label: number): Promise<number[]> {
  const { data } = await half.generate(floatTensor([1, half.latentSize], z), label);
  return Array.from(data, byteOf);
}

const latent = (seed: number): Float32Array => half.z(1, seed).data;

/** Sets attributes or properties of the element and waits until it has drawn that. @returns grey levels */
async function shown(browserPage: Page, attributes: Readonly<Record<string, string>>, z?: number[]): Promise<number[]> {
  return browserPage.evaluate(
    async ([given, latents]) => {
      const element = document.querySelector("gantry-generator") as HTMLElement & { z: Float32Array | null };
      const drawn = new Promise<void>((resolve) => {
        element.addEventListener("drawn", (event) => (event as CustomEvent).detail.latest && resolve());
      });
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      element.z = latents === undefined ? null : Float32Array.from(latents);
      await drawn;
      const canvas = element.shadowRoot?.querySelector("canvas") as HTMLCanvasElement;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const pixels = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return Array.from({ length: pixels.length / 4 }, (_, i) => pixels[i * 4] as number);
    },
    [attributes, z] as const,
  );
}

/** One level apart at most: the last bits of two builds may round another way. */
function expectSamePixels(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  expect(Math.max(...got.map((level, i) => Math.abs(level - (want[i] as number))))).toBeLessThanOrEqual(1);
  expect(new Set(got).size).toBeGreaterThan(20); // a picture, not a blank
}

/** In a page: one more element. @returns what its picture is called, or why there is none */
function another(attributes: Readonly<Record<string, string>>): Promise<string> {
  const element = document.createElement("gantry-generator");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  const picture = (): string => element.shadowRoot?.querySelector("canvas")?.getAttribute("aria-label") ?? "";
  return new Promise((resolve) => {
    element.addEventListener("drawn", () => resolve(picture()));
    element.addEventListener("failed", (event) => resolve((event as CustomEvent).detail.sentence));
  });
}

/** In a page: Chromium's software renderer says that it is a graphics card, and `lose()` takes it away. */
function passForCard(): void {
  const scope = globalThis as unknown as Record<string, { readonly prototype: Record<string, unknown> }>;
  const adapter = scope.GPUAdapter?.prototype as Record<string, unknown>;
  const info = scope.GPUAdapterInfo?.prototype ?? {};
  for (const each of [adapter, info]) Object.defineProperty(each, "isFallbackAdapter", { get: () => false });
  const requestDevice = adapter.requestDevice as (...given: unknown[]) => Promise<{ destroy: () => void }>;
  adapter.requestDevice = async function (...given: unknown[]) {
    const device = await requestDevice.apply(this, given);
    Object.assign(globalThis, { lose: () => device.destroy() });
    return device;
  };
}

if (chromiumMissing !== null) test.skip(`the exported page: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("the page", () => {
  let browser: Borrowed;
  beforeAll(async () => {
    browser = await borrow();
  });
  afterAll(() => browser?.close());

  test("draws what Node draws, from the disk, with the network cut", async () => {
    const context = await browser.newContext({ offline: true });
    const disk = await context.newPage();
    const complaints: string[] = [];
    disk.on("pageerror", (error) => complaints.push(error.message));
    disk.on("console", (message) => complaints.push(message.text()));
    await disk.goto(pathToFileURL(inPage("index.html")).href);
    await disk.waitForFunction(() => (document.getElementById("said") as HTMLOutputElement).value !== "");
    expectSamePixels(await shown(disk, { seed: "3", t: "0", label: "0" }), await bytesOf(latent(3), 0));
    await disk.selectOption("#label", "7"); // by its name, which is not its number
    expectSamePixels(await shown(disk, { seed: "3" }), await bytesOf(latent(3), 1));
    expectSamePixels(await shown(disk, { to: "9", t: "0.3" }), await bytesOf(slerp(latent(3), latent(9), 0.3), 1));
    expectSamePixels(await shown(disk, {}, [...latent(11)]), await bytesOf(latent(11), 1));
    expect(await disk.evaluate(another, {})).toBe("generated picture of seed 0"); // the model is known without a name
    expect(await disk.locator("script[src$='offline.js']").count()).toBe(1);
    expect(await disk.evaluate(another, { lang: "zh-CN", seed: "2" })).toBe("随机种子 2 的生成图像");
    expect(await disk.evaluate(another, { lang: "zh-CN", src: "generator.onnx" })).toContain("其中没有 generator.onnx");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("says why there is no picture, and draws again when there is one", async () => {
    const server = await serveFolder(page, { isolated: false });
    const { page: served, complaints } = await openPage(browser, server.origin);
    const failed = (attributes: Readonly<Record<string, string>>): Promise<string> =>
      served.evaluate(async (given) => {
        const element = document.querySelector("gantry-generator") as HTMLElement;
        const said = new Promise<string>((resolve) => {
          element.addEventListener("failed", (event) => resolve((event as CustomEvent).detail.sentence), {
            once: true,
          });
        });
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
        return said;
      }, attributes);
    expect(await failed({ label: "44" })).toMatch(/E213|44/);
    expect(await served.getByRole("alert").textContent()).toContain("44");
    expect(await failed({ src: "nothing.onnx" })).toContain("nothing.onnx: 404");
    await expect.poll(() => complaints.some((complaint) => complaint.includes("404"))).toBe(true);
    const back = shown(served, { src: "generator.onnx", label: "2", seed: "4" });
    expect((await back).length).toBe(256);
    expect(await served.getByRole("alert").count()).toBe(0);
    await served.close();
    await server.close();
  });

  test("an element that is taken out lets its generator go; one that is moved keeps it", async () => {
    const server = await serveFolder(page, { isolated: false });
    const { page: served } = await openPage(browser, server.origin);
    const loads = await served.evaluate(async () => {
      const element = document.createElement("gantry-generator");
      let ready = 0;
      element.addEventListener("ready", () => {
        ready += 1;
      });
      const counts: number[] = [];
      const drawnIn = async (parent: Element): Promise<void> => {
        const drawn = new Promise((resolve) => element.addEventListener("drawn", resolve, { once: true }));
        parent.append(element);
        await drawn;
        counts.push(ready);
      };
      await drawnIn(document.body);
      await drawnIn(document.querySelector("main") ?? document.documentElement);
      element.remove();
      await Promise.resolve();
      await drawnIn(document.body);
      return counts;
    });
    expect(loads).toEqual([1, 1, 2]);
    await served.close();
    await server.close();
  });

  /** Device and milliseconds. */
  const said = (tab: Page): Promise<string> =>
    tab.evaluate(() => (document.getElementById("said") as HTMLOutputElement).value);

  test("a graphics card that takes no model gives way to the processor", async () => {
    const server = await serveFolder(page, { isolated: false });
    const served = await browser.newPage();
    await served.addInitScript(() => {
      const requestDevice = (): Promise<never> => Promise.reject(new Error("this card takes nothing"));
      const adapter = { features: new Set(), limits: {}, info: {}, requestDevice };
      Object.defineProperty(navigator, "gpu", { value: { requestAdapter: async () => adapter } });
    });
    const fetched: string[] = [];
    served.on("request", (request) => fetched.push(request.url()));
    await served.goto(server.origin);
    expectSamePixels(await shown(served, { seed: "6", t: "0", label: "2" }), await bytesOf(latent(6), 2));
    expect(await said(served)).toMatch(/^wasm, \d+ ms$/);
    const tried = fetched.flatMap((address) => /simd-threaded.*$/.exec(address) ?? []);
    expect(tried).toEqual(["simd-threaded.asyncify.wasm", "simd-threaded.wasm"]);
    await served.close();
    await server.close();
  });

  test("a graphics card that a processor plays is taken when it is asked for; one that is lost gives way", async (context) => {
    const gpu = await borrow({ gpu: true });
    const server = await serveFolder(page, { isolated: false });
    try {
      const { page: served, complaints } = await openPage(gpu, server.origin);
      const adapter = await served.evaluate(async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null);
      if (!adapter) context.skip("this Chromium has no WebGPU adapter, not even SwiftShader");
      const want = await bytesOf(latent(5), 1);
      expectSamePixels(await shown(served, { seed: "5", t: "0", label: "1" }), want);
      expect(await said(served)).toMatch(/^wasm, \d+ ms$/);
      expectSamePixels(await shown(served, { device: "webgpu" }), want);
      expect(await said(served)).toMatch(/^webgpu, \d+ ms$/);
      expect(complaints).toEqual([]);
      await served.close();

      const { page: losing } = await openPage(gpu, "about:blank");
      await losing.addInitScript(passForCard);
      await losing.goto(server.origin);
      expectSamePixels(await shown(losing, { seed: "5", t: "0", label: "1" }), want);
      expect(await said(losing)).toMatch(/^webgpu, /);
      await losing.evaluate(() => (globalThis as unknown as { lose: () => void }).lose());
      expectSamePixels(await shown(losing, { seed: "8" }), await bytesOf(latent(8), 1));
      expect(await said(losing)).toMatch(/^wasm, /);
    } finally {
      await gpu.close();
      await server.close();
    }
  });
});
