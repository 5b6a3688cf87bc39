import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { packageRoot as root } from "../../package-subpaths.ts";
import type { Found } from "../browser/webgpu-node.ts";
import { expectClose } from "../matchers.ts";
import { softwareCard as icd } from "./software-card.ts";

const run = promisify(execFile);

/**
 * Runs a module of TypeScript in a process whose only graphics card is the one `driver` describes. Its log goes through a
 * file: Node's pipes do not wait, so of what a library writes to a full one, a part is lost.
 */
async function child(module: string, driver: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const runtimeFolder = await mkdtemp(join(tmpdir(), "gantry-webgpu-"));
  const environment = { ...process.env, VK_ICD_FILENAMES: driver, XDG_RUNTIME_DIR: runtimeFolder };
  const log = join(runtimeFolder, "stderr.txt");
  const words = ["-c", 'exec "$@" 2>"$0"', log, process.execPath, "test/run-ts.mjs", module];
  try {
    const { stdout } = await run("sh", words, { cwd: root, env: environment, maxBuffer: 2 ** 28 });
    return { stdout, stderr: await readFile(log, "utf8") };
  } finally {
    await rm(runtimeFolder, { recursive: true, force: true });
  }
}

if (icd === undefined) test.skip("Node's WebGPU: no vk_swiftshader_icd.json; install Debian's chromium", () => {});

describe.runIf(icd !== undefined)("Node's WebGPU", () => {
  let found: Found;
  let log: string;

  beforeAll(async () => {
    const { stdout, stderr } = await child("test/browser/webgpu-node.ts", icd as string);
    found = JSON.parse(stdout) as Found;
    log = stderr;
  });

  test("trains images as the processor does", () => {
    const { gpu, cpu } = found.images;
    expect(gpu.losses).toHaveLength(3);
    gpu.losses.forEach((row, i) => {
      expect(Object.keys(row)).toEqual(Object.keys(cpu.losses[i] ?? {}));
      expectClose(Object.values(row), Object.values(cpu.losses[i] ?? {}), { rtol: 2e-5, atol: 1e-9 });
    });
    expectClose(gpu.samples, cpu.samples, { rtol: 0, atol: 5e-7 });
  });

  test("keeps their state on the device", () => {
    const places = Object.entries(found.images.gpu.state);
    const state = places.filter(([name]) => name.endsWith("#next"));
    expect(state.length).toBeGreaterThan(10);
    for (const [name, where] of state) expect(where, name).toEqual(["gpu-buffer"]);
    for (const [name, where] of places) if (!name.endsWith("#next")) expect(where, name).toEqual(["cpu"]);
  });

  test("computes every node of the step there", () => {
    const placed = [...log.matchAll(/All nodes placed on \[WebGpuExecutionProvider\]\. Number of nodes: (\d+)/g)];
    const steps = placed.filter(([, count]) => Number(count) > 60); // samplers and copies are smaller
    expect(steps).toHaveLength(1);
    expect(log).not.toMatch(/Node\(s\) placed on/); // what it says when nodes are spread over providers
  });

  test("takes no more memory from step to step", () => {
    const [first, ...later] = found.resident as [number, ...number[]];
    for (const megabytes of later) expect(megabytes).toBeLessThan(first + 2 * 16); // each step makes a state of 16 MB
  });
});

test("WebGPU without a graphics card says what to do", async () => {
  await expect(child("test/browser/webgpu-absent.ts", "/nowhere.json")).resolves.toMatchObject({
    stdout:
      "E402 device webgpu cannot be used here: WebGPU finds no graphics card. " +
      "Update its driver, or choose the processor: cpu in Node, wasm in a page.\n",
  });
});
