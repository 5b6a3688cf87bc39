import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillNormal } from "../../src/base/random.ts";
import { jensenShannonFloor } from "../../src/metrics/jensen-shannon.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { trainInPage } from "../../src/training/train.web.ts";
import { buildPage } from "../browser/build-page.ts";
import { type Borrowed, borrow, chromiumMissing, openPage, type WatchedPage } from "../browser/chromium.ts";
import type { PageTests } from "../browser/page/main.ts";
import { type StaticServer, serveFolder } from "../browser/static-server.ts";
import { expectClose } from "../matchers.ts";
import { expectSameRows } from "./same-rows.ts";

const small = { batch: 64, width: 64 };

/** The same training in this process, on ONNX Runtime's own processor kernels. */
async function lossesInNode(values: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, number>>[]> {
  const losses: Readonly<Record<string, number>>[] = [];
  const training = trainInPage({ data: "ring8", ...values, runtime: nodeRuntime({ threads: 1 }) });
  for await (const event of training) if (event.type === "metrics") losses.push(event.values);
  return losses;
}

type Args<K extends keyof PageTests> = Parameters<PageTests[K]>;
type Result<K extends keyof PageTests> = Awaited<ReturnType<PageTests[K]>>;

/** Calls one of a page's functions; whatever the page complains of since the last call fails the test. */
async function call<K extends keyof PageTests>(
  { page, complaints }: WatchedPage,
  name: K,
  args: Args<K>,
  allowed: readonly string[] = [],
): Promise<Result<K>> {
  const asked = ([name, args]: [string, unknown[]]): unknown =>
    (window.gantry as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args);
  const result = await page.evaluate(asked, [name, args] as [string, unknown[]]);
  expect(complaints.splice(0).filter((complaint) => !allowed.includes(complaint))).toEqual([]);
  return result as Result<K>;
}

if (chromiumMissing !== null) test.skip(`training in a page: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("a page in Chromium", () => {
  let browser: Borrowed;
  let folder: string;
  let example: StaticServer;
  let isolated: StaticServer;
  let plain: StaticServer;
  /** One page of each server for all that needs none of its own: a page compiles ONNX Runtime once. */
  let inIsolated: WatchedPage;
  let inPlain: WatchedPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gantry-browser-"));
    await buildPage("examples/browser", join(folder, "example"));
    await buildPage("test/browser/page", join(folder, "page"));
    example = await serveFolder(join(folder, "example"), { isolated: true });
    isolated = await serveFolder(join(folder, "page"), { isolated: true });
    plain = await serveFolder(join(folder, "page"), { isolated: false });
    browser = await borrow();
    inIsolated = await openPage(browser, isolated.origin);
    inPlain = await openPage(browser, plain.origin);
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of [example, isolated, plain]) await server?.close();
    for (const built of ["example", "page"]) await rm(join(folder, built), { recursive: true, force: true });
  });

  test("the example learns ring8 in 200 steps, and talks to nobody", async () => {
    const { page, complaints } = await openPage(browser, `${example.origin}/?steps=200&every=50`);
    await page.waitForFunction(() => document.getElementById("status")?.textContent === "done: 200 steps", undefined, {
      timeout: 150_000,
    });
    const rows = await page.$$eval("#log tr", (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
    expect(rows.map(([step]) => step)).toEqual(["0", "50", "100", "150", "200"]);
    const divergences = rows.map((row) => Number(row[3]));
    const [first, last] = [divergences[0] as number, divergences.at(-1) as number];
    expect(first, "a fresh generator shares nothing with the ring").toBeGreaterThan(0.69);
    expect(last, "200 steps bring it nearer by a margin").toBeLessThan(first - 0.03);
    expect(last, "and not below what two samples of the ring are apart").toBeGreaterThan(
      jensenShannonFloor(32, 16_384, 16_384),
    );
    expect(complaints).toEqual([]);
    await page.screenshot({ path: join(folder, "example.png") });
    await page.close();
  });

  test("twenty steps give the losses that Node gives", async () => {
    const values = { ...small, steps: 20 };
    const [page, node] = [await call(inIsolated, "losses", ["wasm", values]), await lossesInNode(values)];
    expectSameRows(page, node);
  });

  test("the worker gives the very numbers of the page", async () => {
    const values = { ...small, steps: 5 };
    const page = await call(inPlain, "losses", ["wasm", values]);
    expect(await call(inPlain, "workerLosses", [values])).toEqual(page);
    expect(await call(inPlain, "packaged", [values])).toEqual(page);
  });

  test("threads are what the page allows", async () => {
    const fresh = await openPage(browser, isolated.origin); // the first who opens ONNX Runtime decides for a page
    expect(await call(fresh, "threads", [2])).toBe(2);
    await fresh.page.close();
    expect(await call(inPlain, "threads", [2])).toBe(1);
  });

  test("500 steps take no more memory than the first hundred", async () => {
    const page = await openPage(browser, isolated.origin); // whose memory nothing else has grown
    const session = await page.page.context().newCDPSession(page.page);
    await page.page.exposeFunction("measure", async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
      return usedSize + backingStorageSize;
    });
    const values = { ...small, steps: 600, sampleEvery: 50, saveEvery: 50 };
    const bytes = await call(page, "memory", [values]);
    await page.page.close();
    const [first, last] = [bytes[0], bytes.at(-1)] as [(typeof bytes)[0], (typeof bytes)[0]];
    expect(last.wasm, "WebAssembly's memory").toBe(first.wasm);
    // the log of 500 steps takes a quarter of a megabyte; what a step works with, were it kept, would take a hundred
    expect(last.page, "the page's heap and arrays").toBeLessThan(first.page + 500_000);
  });

  test("the exported generator draws what the page draws", async () => {
    const values = { ...small, steps: 10 };
    const { onnx, shape, samples } = await call(inIsolated, "generator", [values]);
    expect(shape).toEqual([200, 2]);
    const session = await InferenceSession.create(Uint8Array.from(onnx));
    const z = fillNormal({ seed: 5, stream: "sample/z", counter: 0 }, new Float32Array(400));
    const { sample } = await session.run({ z: new Tensor("float32", z, [200, 2]) });
    expectClose(sample?.data as Float32Array, samples, { rtol: 1e-5, atol: 1e-6 });
    await session.release();
  });

  test("aborted, left or stopped, a run can still be sampled", async () => {
    const { ends, counts } = await call(inIsolated, "ends", []);
    expect(ends).toEqual(["interrupted", "stopped"]);
    expect(counts).toEqual([3, 3, 3]);
  });

  test("a learning rate set to 0 stops G where it is", async () => {
    const { alerts, drawn } = await call(inIsolated, "steering", []);
    expect(alerts).toEqual(["W503"]);
    expect(drawn.length).toBeGreaterThanOrEqual(2);
    for (const samples of drawn) expect(samples).toEqual(drawn[0]);
  });

  test("the page hears its events while it trains", async () => {
    expect(await call(inIsolated, "hears", [{ ...small, steps: 500 }])).toEqual({ before: true });
  });

  test("recipes and data of one's own", async () => {
    const { strokes, ...counts } = await call(inIsolated, "own", []);
    expect(counts).toEqual({ renamed: 2, object: 2, points: 2, images: 2 });
    const node = await lossesInNode({ steps: 2, batch: 8, width: 8, data: "strokes", size: 16 });
    expectSameRows(strokes, node);
  });

  test("what goes wrong says what to do", async () => {
    const allowed = ["warning: No available adapters.", "uncaught: out of order"];
    const early = 'training has saved nothing yet. Ask again after its first event of type "checkpoint".';
    expect(await call(inIsolated, "failures", [], allowed)).toEqual({
      device: "E402: device cuda cannot be used here: there is none of that name. Choose one of wasm, webgpu.",
      webgpu:
        "E402: device webgpu cannot be used here: WebGPU finds no graphics card. " +
        "Update its driver, or choose the processor: cpu in Node, wasm in a page.",
      elsewhere:
        "E403: config.threads has no meaning in a page. Say it to the runtime: webRuntime({ device, threads }).",
      setting: "E102: config.bacth: the recipe gan has no such setting.\ndid you mean  batch ?",
      recipe: expect.stringMatching(/^E103: there is no recipe called gna\.\ndid you mean {2}gan \?/),
      data: "E112: data.points: expected a multiple of 2 values, for items of shape [2], got 3.",
      sample: `E404: sample: ${early}`,
      workerSample: `E404: sample: ${early}`,
      exportOnnx: `E404: exportOnnx: ${early}`,
      worker: "no code: in the worker: Uncaught Error: out of order",
      workerAnswer: "no code: in the worker: Uncaught Error: out of order",
    });
  });
});
