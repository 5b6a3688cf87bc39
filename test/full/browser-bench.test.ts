/** @file The browser's benchmark at shapes that take no time: that both sides compute the same, not how fast they are. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Losses } from "../../bench/browser/contender.ts";
import type { Comparison } from "../../bench/browser/main.ts";
import { buildPage } from "../browser/build-page.ts";
import { type Borrowed, borrow, chromiumMissing, openPage } from "../browser/chromium.ts";
import { type StaticServer, serveFolder } from "../browser/static-server.ts";
import { expectClose } from "../matchers.ts";

const mlp: Comparison = {
  workload: "mlp",
  changes: { size: 8, width: 16, batch: 8, k: 2 },
  part: "step",
  device: "wasm",
  backend: "wasm",
};
const dcgan: Comparison = { ...mlp, workload: "dcgan32", changes: { size: 16, width: 4, batch: 8 } };

if (chromiumMissing !== null) test.skip(`the benchmark in a page: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("the benchmark's page", () => {
  let browser: Borrowed;
  let server: StaticServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gantry-bench-page-"));
    await buildPage("bench/browser", folder);
    server = await serveFolder(folder, { isolated: true });
    browser = await borrow();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Three steps of both, then one round of one step. */
  async function compared(comparison: Comparison) {
    const { page } = await openPage(browser, server.origin);
    const one = { gantry: 1, tf: 1 };
    const settings = { rounds: 1, steps: one, warmup: { gantry: 0, tf: 0 } };
    try {
      return await page.evaluate(([what, how]) => window.bench.compare(what, 2, 3, how), [
        comparison,
        settings,
      ] as const);
    } finally {
      await page.close();
    }
  }

  const numbers = (steps: readonly Losses[]): number[] =>
    steps.flatMap(({ lossD, lossG }) => [lossD, lossG] as number[]);

  test.each([
    ["a perceptron", mlp],
    ["a DCGAN, given the kernel's gradient", { ...dcgan, filterGradient: true }],
    ["a DCGAN in plain JavaScript", { ...dcgan, backend: "cpu" as const }],
  ])("TensorFlow.js has our losses: %s", async (_, comparison) => {
    const { first, rounds, tfThreads } = await compared(comparison);
    // float32 sums in other orders, through three updates by Adam, whose first are the gradient's sign
    expectClose(numbers(first.tf), numbers(first.gantry), { rtol: 2e-4, atol: 0 });
    expect(first.tf).toHaveLength(3);
    expect(rounds).toHaveLength(1);
    expect(tfThreads).toBe(comparison.backend === "wasm" ? 2 : 1);
  });

  test("its WebAssembly trains no convolution as it is", async () => {
    await expect(compared(dcgan)).rejects.toThrow("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'");
  });
});
