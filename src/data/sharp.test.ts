import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { encodeNpy } from "./npy.ts";
import { openDataset } from "./open.node.ts";
import { loadSharp } from "./sharp.node.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-sharp-"));
afterAll(() => rmSync(folder, { recursive: true }));

// The library's own first words where its binary for the system is missing.
vi.mock("sharp", () => {
  throw new Error('Could not load the "sharp" module using the linux-x64 runtime\nPossible solutions:\n- …');
});

const message =
  'the image library "sharp" cannot be loaded on this system: ' +
  'Could not load the "sharp" module using the linux-x64 runtime\n' +
  `install it with  npm install --include=optional --os=${process.platform} --cpu=${process.arch} sharp  (points,`;
const missing = (): Promise<never> =>
  Promise.reject(new Error('Could not load the "sharp" module using the linux-x64 runtime\nPossible solutions:\n- …'));

test("a library that does not load is one clear error with the command that mends it", async () => {
  await expect(loadSharp(missing)).rejects.toThrow(message);
});

test("only folders of images need it", async () => {
  writeFileSync(join(folder, "a.png"), "x");
  await expect(openDataset(folder, { cacheDir: join(folder, "cache") })).rejects.toMatchObject({ code: "E315" });
  writeFileSync(join(folder, "p.csv"), "1,2\n3,4\n");
  expect(await openDataset(join(folder, "p.csv"))).toMatchObject({ count: 2 });
  writeFileSync(join(folder, "i.npy"), encodeNpy([2, 20, 20], new Uint8Array(800)));
  expect(await openDataset(join(folder, "i.npy"), { size: 32, channels: 3 })).toMatchObject({ shape: [3, 32, 32] });
  expect(await openDataset("strokes", { count: 5 })).toMatchObject({ count: 5 });
});
