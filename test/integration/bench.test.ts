/** @file `gantry bench` with the real runtime, at shapes that take no time: what it reports, not how fast it is. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BenchResult } from "../../src/bench/run-bench.node.ts";
import { runBench } from "../../src/bench/run-bench.node.ts";
import { expectClose } from "../matchers.ts";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();

describe.each(["mlp", "wgan-gp-mlp", "dcgan32"] as const)("a profile of %s", (workload) => {
  test("divides the step: shares of 1, times of the step, every node told apart", async () => {
    const size = workload === "dcgan32" ? 16 : 8;
    const { profile, nodes } = await runBench(workload, {
      size,
      width: 32,
      batch: 4,
      steps: 4,
      warmup: 1,
      profile: true,
    });
    const parts = profile?.parts ?? [];
    // each of the parts is rounded to a hundredth of a per cent, its time to four digits
    expectClose([parts.reduce((sum, { share }) => sum + share, 0)], [1], { rtol: 0, atol: parts.length * 0.5e-4 });
    expectClose([parts.reduce((sum, { ms }) => sum + ms, 0)], [profile?.msPerStep ?? 0], { rtol: 1e-3, atol: 0 });
    for (const { part, ms } of parts) expect(ms, part).toBeGreaterThanOrEqual(0);
    const names = parts.map(({ part }) => part);
    expect(names).toEqual(expect.arrayContaining(["matmul", "add", "sum", "gaps", "feeding", "data", "rest"]));
    expect(names).not.toContain("other");
    const ran = parts.reduce((sum, part) => sum + part.nodes, 0);
    expect([profile?.steps, ran > nodes / 2 && ran < nodes * 1.5]).toEqual([4, true]); // it fuses, and changes layouts
  });
});

test("the command prints it as JSON and leaves no file", async () => {
  const small = ["--size", "8", "--width", "8", "--batch", "4", "--steps", "3", "--warmup", "1"];
  const { code, out } = await gantry(["bench", "mlp", ...small, "--profile", "--json"], folder, {
    TMPDIR: folder,
    ORT_DISABLE_TELEMETRY: "1", // it keeps its own files there
  });
  const result = JSON.parse(out) as BenchResult;
  expect([code, result.profile?.steps]).toEqual([0, 3]);
  expect(result.profile?.parts.find(({ part }) => part === "matmul")?.group).toBe("products");
  expect(readdirSync(folder)).toEqual([]);
});

test("another device than the CPU is refused", async () => {
  const { code, err } = await gantry(["bench", "mlp", "--device", "webgpu", "--profile"], folder);
  expect([code, err]).toEqual([2, expect.stringContaining("bench.profile: expected device cpu, got webgpu.")]);
});
