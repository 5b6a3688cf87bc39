import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withPublishedWeights } from "./published-weights.node.ts";

const FILE = "pt_inception-2015-12-05-6726825d.pth";
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gantry-weights-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("by name they are found in the data folder first, then in the cache, and keep their options", async () => {
  const [dataDir, cacheDir] = [join(root, "data"), join(root, "cache")];
  await mkdir(join(cacheDir, "weights"), { recursive: true });
  await writeFile(join(cacheDir, "weights", FILE), "cached");
  const cached = `inception:${join(cacheDir, "weights", FILE)}`;
  expect(await withPublishedWeights("inception", { dataDir, cacheDir })).toBe(cached);
  await mkdir(join(dataDir, "weights"), { recursive: true });
  await writeFile(join(dataDir, "weights", FILE), "own");
  const spec = await withPublishedWeights("inception?convention=tensorflow", { dataDir, cacheDir });
  expect(spec).toBe(`inception:${join(dataDir, "weights", FILE)}?convention=tensorflow`);
});

test("what names a file, or another network, is left as it is", async () => {
  for (const spec of ["inception:own.pth", "digits", "auto", "net.onnx:pool", "inceptionv3"]) {
    expect(await withPublishedWeights(spec, { dataDir: root, cacheDir: root })).toBe(spec);
  }
});

test("where they are not, they are fetched: told as a download that may be ended", async () => {
  const ended = AbortSignal.abort(new Error("enough"));
  const asked = withPublishedWeights("inception", { dataDir: root, cacheDir: root, signal: ended });
  await expect(asked).rejects.toThrow(/enough|E320/);
});
