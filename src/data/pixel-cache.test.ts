import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openPixelCache, type PixelDescription } from "./pixel-cache.node.ts";
import { fileSink, memorySink, SinkFailure } from "./pixel-sink.node.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-cache-"));
afterAll(() => rmSync(folder, { recursive: true }));

const description: PixelDescription = {
  ...{ shape: [1, 2, 2], count: 3, fingerprint: "abc", files: ["a.png", "b/ü 漢.png", "c"] },
  ...{ sources: [], problems: [], notes: [] },
};
const items = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);

test("items written in parts come back with their description; nothing else is left behind", async () => {
  const path = join(folder, "deep", "x.pixels");
  const sink = await fileSink(path);
  await sink.append(items.subarray(0, 4));
  await sink.append(items.subarray(4));
  const { pixels, ...described } = await sink.finish(description);
  expect(described).toEqual(description);
  expect(Uint8Array.from(pixels as Uint8Array)).toEqual(items);
  expect(await openPixelCache(path)).toMatchObject(description);
  expect(readdirSync(join(folder, "deep"))).toEqual(["x.pixels"]);
});

test("a set that is too large for memory is read item by item", async () => {
  const path = join(folder, "large.pixels");
  const sink = await fileSink(path);
  await sink.append(items);
  await sink.finish(description);
  const { pixels } = (await openPixelCache(path, 11)) as { pixels: (index: number) => Uint8Array };
  expect([2, 0, 1].map((index) => [...pixels(index)])).toEqual(
    [2, 0, 1].map((i) => [...items.subarray(4 * i, 4 * i + 4)]),
  );
  expect(() => pixels(99)).toThrow(`${path}: cannot be read (0 of 4 bytes).`);
});

test("memory holds the same", async () => {
  const sink = memorySink();
  const reused = items.slice(0, 4);
  await sink.append(reused);
  reused.fill(0);
  await sink.append(items.subarray(4));
  const { pixels } = await sink.finish(description);
  expect(Uint8Array.from(pixels as Uint8Array)).toEqual(items);
});

test("a discarded sink leaves no file", async () => {
  const sink = await fileSink(join(folder, "gone", "x.pixels"));
  await sink.append(items);
  await sink.discard();
  expect(readdirSync(join(folder, "gone"))).toEqual([]);
});

test("a file that is absent, cut short, or another one is no cache", async () => {
  const path = join(folder, "y.pixels");
  const sink = await fileSink(path);
  await sink.append(items);
  await sink.finish(description);
  const whole = readFileSync(path);
  for (const [name, bytes] of Object.entries({
    short: whole.subarray(0, -1),
    headless: whole.subarray(1),
    empty: whole.subarray(0, 0),
    other: Buffer.from("hello"),
  })) {
    writeFileSync(join(folder, name), bytes);
    expect(await openPixelCache(join(folder, name)), name).toBeNull();
  }
  expect(await openPixelCache(join(folder, "absent"))).toBeNull();
});

test("a folder that cannot be made is a failure of the sink", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(fileSink(join(folder, "file", "x.pixels"))).rejects.toThrow(SinkFailure);
  const blocked = join(folder, "blocked.pixels");
  mkdirSync(join(blocked, "inside"), { recursive: true });
  const sink = await fileSink(blocked);
  await expect(sink.finish(description)).rejects.toThrow(SinkFailure); // a folder has the cache's name
  expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});
