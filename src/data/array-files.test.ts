import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "./dataset.ts";
import { encodeNpy } from "./npy.ts";
import { listDatasets, openDataset } from "./open.node.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-arrays-"));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
  return path;
};
const open = (path: string, options = {}): Promise<Dataset> =>
  openDataset(path, { cacheDir: join(folder, "cache"), ...options });
const valuesOf = (dataset: Dataset): number[] => {
  const out = new Float32Array(dataset.count * dataset.shape.reduce((a, b) => a * b, 1));
  dataset.read(
    Uint32Array.from({ length: dataset.count }, (_, i) => i),
    out,
  );
  return dataset.kind === "images" ? [...out].map((x) => Math.round((x + 1) * 127.5)) : [...out];
};
const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const idxImages = (count: number, side: number): Uint8Array =>
  Uint8Array.from([...word(2051), ...word(count), ...word(side), ...word(side), ...range(count * side * side)]);
const idxLabels = (labels: readonly number[]): Uint8Array =>
  Uint8Array.from([...word(2049), ...word(labels.length), ...labels]);
const cifar = (labels: readonly number[]): Uint8Array =>
  Uint8Array.from(labels.flatMap((label) => [label, ...range(3072).map(() => label)]));

describe("IDX", () => {
  test("finds the labels beside the images, packed or not", async () => {
    const images = put("a/train-images-idx3-ubyte.gz", gzipSync(idxImages(3, 16)));
    put("a/train-labels-idx1-ubyte", idxLabels([1, 0, 2]));
    const set = await open(images);
    expect(set).toMatchObject({ kind: "images", shape: [1, 16, 16], count: 3, classes: ["0", "1", "2"] });
    expect(set.notes?.map(({ detail }) => detail)).toEqual([
      "size 16: as the images are.",
      "1 channel: as the images are.",
    ]);
    expect([...(set.labels ?? [])]).toEqual([1, 0, 2]);
    expect(valuesOf(set)).toEqual(range(768).map((i) => i & 255));
    expect(await open(join(folder, "a"))).toMatchObject({ name: "a", fingerprint: set.fingerprint });
  });

  test("images alone", async () => {
    const set = await open(put("b/my.idx3-ubyte", idxImages(2, 20)));
    expect(set).toMatchObject({ name: "my.idx3-ubyte", count: 2, shape: [1, 16, 16] });
    expect(set.notes?.[0]?.detail).toBe(
      "size 16: the largest supported size within the images' shorter side (median 20 pixels).",
    );
    expect(set.labels).toBeUndefined();
  });

  test("other sizes and channels", async () => {
    const path = put("c/s.idx3-ubyte", idxImages(2, 8));
    const set = await open(path, { size: 16, channels: 3 });
    expect(set.shape).toEqual([3, 16, 16]);
    expect(set.notes?.map(({ detail }) => detail)).toEqual(["size 16: as asked.", "3 channels: as asked."]);
    expect(set.sources).toEqual([{ width: 8, height: 8, channels: 1, count: 2 }]);
    const values = valuesOf(set);
    expect(values.slice(0, 256)).toEqual(values.slice(256, 512));
  });

  test("what is wrong", async () => {
    const lone = (name: string, bytes: Uint8Array): Promise<Dataset> => open(put(name, bytes));
    put("d/train-labels-idx1-ubyte", idxLabels([1, 0]));
    await expect(lone("d/train-images-idx3-ubyte", idxImages(3, 2))).rejects.toThrow(
      /labels-idx1-ubyte: 2 labels for the 3 images of .*train-images-idx3-ubyte\./,
    );
    await expect(lone("e/t10k-images-idx3-ubyte", idxLabels([1]))).rejects.toThrow(
      "expected IDX images (2051), got IDX labels (2049).",
    );
    await expect(lone("e/x-images-idx3-ubyte", Uint8Array.of(1, 2, 3, 4))).rejects.toThrow(
      "expected IDX images (2051), got 01 02 03 04.",
    );
    await expect(lone("e/y-images-idx3-ubyte", idxImages(3, 2).subarray(0, 20))).rejects.toThrow(
      "the file is cut short",
    );
    await expect(lone("e/z-images-idx3-ubyte.gz", gzipSync(idxImages(9, 9)).subarray(0, 60))).rejects.toThrow(
      "cannot be decompressed (it is cut short).",
    );
    await expect(lone("f/w-images-idx3-ubyte", idxImages(1, 2))).rejects.toThrow(
      "expected at least 2 items to train on, got 1.",
    );
  });
});

describe("CIFAR", () => {
  test("a folder of record files, the two parts apart", async () => {
    put("g/data_batch_1.bin", cifar([3, 9]));
    put("g/data_batch_2.bin.gz", gzipSync(cifar([0])));
    put("g/test_batch.bin", cifar([5, 6, 7, 8]));
    const train = await open(join(folder, "g"));
    expect(train).toMatchObject({ name: "g", shape: [3, 32, 32], count: 3 });
    expect([...(train.labels ?? [])]).toEqual([3, 9, 0]);
    expect(train.classes?.[3]).toBe("cat");
    expect(await open(join(folder, "g"), { split: "test" })).toMatchObject({ count: 4 });
    expect(valuesOf(await open(join(folder, "g"), { classes: ["cat", 0] })).filter((_, i) => i % 3072 === 0)).toEqual([
      3, 0,
    ]);
  });

  test("what is wrong", async () => {
    await expect(open(put("h/a.bin", cifar([1, 2]).subarray(0, 4000)))).rejects.toThrow(
      "a.bin: CIFAR-10 of 6,146 bytes expected, got 4,000 bytes: the file is cut short.",
    );
    await expect(open(put("h/b.bin", cifar([1, 11])))).rejects.toThrow(
      "b.bin: record 1 has the label 11, expected 0 to 9.",
    );
    put("i/data_batch_1.bin", cifar([1, 2]));
    await expect(open(join(folder, "i"), { split: "test" })).rejects.toThrow(
      "CIFAR is here, but no file of its test part.",
    );
  });
});

describe("points", () => {
  test(".npy, .csv and packed .csv give the same points", async () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    const sets = [
      await open(put("p.npy", encodeNpy([3, 2], values))),
      await open(put("p.csv", "x,y\n1,2\n3,4\n5,6\n")),
      await open(put("p.csv.gz", gzipSync("1,2\n3,4\n5,6\n"))),
    ];
    for (const set of sets) {
      expect(set).toMatchObject({ name: "p", kind: "points", shape: [2], count: 3, fingerprint: sets[0]?.fingerprint });
      expect(valuesOf(set)).toEqual([...values]);
      expect(set.problems.map(({ code }) => code)).toEqual(["W310"]);
    }
    expect(await open(put("line.npy", encodeNpy([3], Float32Array.of(1, 2, 3))))).toMatchObject({
      shape: [1],
      count: 3,
    });
  });

  test("count takes some of them, by the seed, in their order", async () => {
    const path = put("many.csv", range(1000).join("\n"));
    const some = await open(path, { count: 10, seed: 1 });
    const values = valuesOf(some);
    expect(values).toHaveLength(10);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values).toEqual(valuesOf(await open(path, { count: 10, seed: 1 })));
    expect(values).not.toEqual(valuesOf(await open(path, { count: 10, seed: 2 })));
    expect(await open(path, { count: 5000 })).toMatchObject({ count: 1000 });
  });

  test.each([
    [
      "three axes of floats",
      "q.npy",
      encodeNpy([1, 2, 3], new Float32Array(6)),
      {},
      "expected [N, D] (float) or [N, C, H, W] (uint8), got [1, 2, 3].",
    ],
    [
      "not a number",
      "r.npy",
      encodeNpy([2, 2], Float32Array.of(1, 2, 3, Number.NaN)),
      {},
      "r.npy: item 1 has NaN in column 2, expected a finite number.",
    ],
    ["a word", "s.csv", "1,2\n3,x\n", {}, 's.csv:2: expected a number in column 2, got "x".'],
    ["one point", "t.csv", "1,2\n", {}, "t: expected at least 2 items to train on, got 1."],
    ["a size", "u.csv", "1\n2\n", { size: 32 }, "--size is for images, and u holds points."],
    ["channels", "v.csv", "1\n2\n", { channels: 3 }, "--channels is for images, and v holds points."],
    ["classes", "w.csv", "1\n2\n", { classes: ["1"] }, "--classes: w has no labels."],
    ["empty", "x.npy", "", {}, "x.npy: the file is empty."],
  ])("%s", async (_, name, bytes, options, message) => {
    await expect(open(put(name, bytes), options)).rejects.toThrow(message);
  });
});

describe(".npy of images", () => {
  const pixels = (count: number): Uint8Array => Uint8Array.from(range(count).map((i) => i % 251));

  test("[N, H, W], [N, C, H, W] and [N, H, W, C]", async () => {
    const grey = await open(put("m1.npy", encodeNpy([2, 16, 20], pixels(640))));
    expect(grey.shape).toEqual([1, 16, 16]);
    expect(valuesOf(grey).slice(0, 16)).toEqual(range(16).map((i) => i + 2)); // the middle of 20 columns
    const first = await open(put("m2.npy", encodeNpy([2, 3, 16, 16], pixels(1536))));
    expect(valuesOf(first)).toEqual([...pixels(1536)]);
    const last = await open(put("m3.npy", encodeNpy([2, 16, 16, 3], pixels(1536))));
    expect(last.shape).toEqual([3, 16, 16]);
    const values = valuesOf(last);
    expect([values[0], values[1], values[256], values[512], values[768]]).toEqual([0, 3, 1, 2, 768 % 251]);
  });

  test("other shapes", async () => {
    const path = put("m4.npy", encodeNpy([2, 5, 2, 2], new Uint8Array(40)));
    await expect(open(path)).rejects.toThrow("expected [N, H, W] or [N, C, H, W], C 1, 3 or 4, got [2, 5, 2, 2].");
  });
});

describe("names and paths", () => {
  test("every name that is listed has a summary in both languages", () => {
    expect(listDatasets().map(({ name }) => name)).toEqual([
      ...["strokes", "faces", "gaussian", "mixture2", "mixture5", "ring8", "grid25", "swissroll", "moons", "spiral"],
      ...["mnist", "fashion-mnist", "cifar10", "stacked-mnist"],
    ]);
    for (const { summary } of listDatasets()) expect(summary.zh).toMatch(/\p{Script=Han}/u);
  });

  test.each([
    ["a slip of the fingers", "mnsit", 'there is no data set and no path called "mnsit".\ndid you mean  mnist ?'],
    ["nothing like a name", "quux", "known: strokes, faces, gaussian,"],
    ["a path that is not there", "./no/where", "./no/where: there is no such file or folder."],
    ["a file that is not there", "nowhere.csv", "nowhere.csv: there is no such file or folder."],
  ])("%s", async (_, spec, message) => {
    await expect(open(spec)).rejects.toThrow(message);
  });

  test("a file of another kind", async () => {
    await expect(open(put("notes.md", "# Notes"))).rejects.toThrow('it begins with "# Notes".');
    await expect(open(put("cat.png", "x"))).rejects.toThrow(
      "cat.png: one image is not enough to train on.\ngive the folder: ",
    );
  });

  test.each([
    ["size", { size: 7 }, "--size 7: expected a whole number of pixels from 8 to 1024."],
    ["channels", { channels: 2 }, "--channels 2: expected 1 (grey), 3 (RGB) or 4 (RGBA, transparency kept)."],
    ["count", { count: -1 }, "count: expected a whole number ≥ 1, got -1."],
  ])("%s", async (_, options, message) => {
    await expect(open("mnist", options)).rejects.toThrow(message);
  });

  test("an embedded set takes its options", async () => {
    const set = await open("strokes", { count: 20, size: 16, channels: 3, seed: 2, classes: ["7"] });
    expect(set).toMatchObject({ name: "strokes", count: 2, shape: [3, 16, 16], classes: ["7"] });
    await expect(open("ring8", { count: 1 })).rejects.toThrow("ring8: expected at least 2 items to train on, got 1.");
  });
});
