import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { encodeTensors } from "../base/safetensors.ts";
import { pixelFeatures } from "../features/pixels.ts";
import type { Side } from "./evaluation-side.node.ts";
import { realFeatures } from "./real-features.node.ts";

let cacheDir = "";
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "real-features-"));
});
afterEach(() => rm(cacheDir, { recursive: true }));

/** Points (i, −i), and how often they were read. */
function counted(fingerprint: string | null) {
  let reads = 0;
  const side: Side = {
    ...{ name: "line", kind: "points", shape: [2], count: 9, classes: 0, fingerprint },
    read: (indices, out) => {
      reads += 1;
      for (const [at, i] of Array.from(indices).entries()) out.set([i, -i], 2 * at);
    },
  };
  return { side, reads: () => reads };
}

const options = (indices: readonly number[]) => ({ cacheDir, spec: "pixels", indices: Uint32Array.from(indices) });
const look = (side: Side, indices = [4, 2, 7]) => realFeatures(pixelFeatures([2]), side, options(indices));

test("what was computed once is read again, for the same items of the same data alone", async () => {
  const { side, reads } = counted("one");
  const first = await look(side);
  expect(Array.from(first.features.values)).toEqual([4, -4, 2, -2, 7, -7]);
  expect(await look(side)).toEqual(first);
  expect(reads()).toBe(1);
  await look(side, [4, 2, 8]);
  await look({ ...side, fingerprint: "two" });
  expect(reads()).toBe(3);
});

test("what has no fingerprint is computed each time", async () => {
  const { side, reads } = counted(null);
  await look(side);
  await look(side);
  expect([reads(), await readdir(cacheDir)]).toEqual([2, []]);
});

const features = (rows: number, values: readonly number[]) =>
  encodeTensors([{ name: "features", dtype: "float32", shape: [rows, 2], data: Float32Array.from(values) }]);

test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
  ["cut short", (bytes) => bytes.subarray(0, bytes.length - 5)],
  ["empty", () => new Uint8Array()],
  ["without numbers", () => features(3, [4, -4, Number.NaN, -2, 7, -7])],
  ["of fewer items", () => features(2, [4, -4, 2, -2])],
])("a kept file that is %s is made anew", async (_, damage) => {
  const { side, reads } = counted("one");
  const first = await look(side);
  const [name = ""] = await readdir(join(cacheDir, "features"));
  const file = join(cacheDir, "features", name);
  await writeFile(file, damage(await readFile(file)));
  expect(await look(side)).toEqual(first);
  expect(await look(side)).toEqual(first);
  expect(reads()).toBe(2);
});
