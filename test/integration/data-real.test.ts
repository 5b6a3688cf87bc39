/** @file Real data: MNIST, CIFAR-10 and Twemoji, where they can be had; and what an independent judge says of `strokes`. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, describe, expect, test } from "vitest";
import { createBatches } from "../../src/data/batches.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { describeDataset } from "../../src/data/describe.ts";
import { embeddedDataset } from "../../src/data/embedded.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import { tarEntries } from "../../src/data/tar.ts";
import { expectClose } from "../matchers.ts";

const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const home = mkdtempSync(join(tmpdir(), "gantry-real-"));
afterAll(() => rmSync(home, { recursive: true }));
const cacheDir = join(home, "cache");

/** Runs where the data are, else skips and says what is missing. */
const given = (path: string): [ReturnType<typeof describe.skipIf>, string] => {
  const whole = join(dataDir, path);
  return [describe.skipIf(!existsSync(whole)), existsSync(whole) ? "" : ` (skipped: ${whole} is not there)`];
};

const [withMnist, noMnist] = given("mnist");
withMnist(`MNIST${noMnist}`, () => {
  test("both parts, with the published bytes, counts and first labels", async () => {
    const train = await openDataset("mnist", { dataDir, cacheDir });
    expect(train).toMatchObject({ name: "mnist", shape: [1, 28, 28], count: 60_000, problems: [] });
    expect(train.labels?.slice(0, 5)).toEqual(Int32Array.of(5, 0, 4, 1, 9));
    expect(md5Of(train, [0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28])).toBe(
      "6bbc9ace898e44ae57da46a324031adb",
    );
    const sheet = describeDataset(train);
    expect(sheet.classes?.map(({ count }) => count)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    // Mean .1307 and deviation .3081 of pixels in [0, 1] are the numbers that everybody normalises MNIST with.
    expectClose([(1 + (sheet.ranges[0]?.mean ?? 0)) / 2, (sheet.ranges[0]?.std ?? 0) / 2], [0.1307, 0.3081], {
      rtol: 0,
      atol: 5e-5,
    });
    expect(sheet.duplicates.count).toBe(0);
    const testPart = await openDataset("mnist", { dataDir, cacheDir, split: "test" });
    expect([testPart.count, testPart.labels?.slice(0, 3)]).toEqual([10_000, Int32Array.of(7, 2, 1)]);
  });

  test("the same by path, two of its classes, another size", async () => {
    const byPath = await openDataset(join(dataDir, "mnist"), { cacheDir });
    const byName = await openDataset("mnist", { dataDir, cacheDir });
    expect(byPath.fingerprint).toBe(byName.fingerprint);
    const some = await openDataset("mnist", { dataDir, cacheDir, classes: ["4", 7], size: 32 });
    expect(some).toMatchObject({ shape: [1, 32, 32], count: 5842 + 6265, classes: ["4", "7"] });
    const { items, labels } = createBatches({ dataset: some, batch: 64, seed: 0 }).take(12_080);
    expect(new Set(labels)).toEqual(new Set([0, 1]));
    expect(Math.min(...items)).toBe(-1);
  });

  test("stacked by threes: each channel is an image of the set, and the label names their digits", async () => {
    const digits = await openDataset("mnist", { dataDir, cacheDir });
    const byPixels = new Map(Array.from({ length: digits.count }, (_, i) => [md5At(digits, i), digits.labels?.[i]]));
    const set = await openDataset("stacked-mnist", { dataDir, cacheDir });
    expect(set).toMatchObject({ name: "stacked-mnist", shape: [3, 28, 28], count: 128_000, problems: [] });
    expect([set.classes?.length, set.classes?.[7], set.classes?.[421]]).toEqual([1000, "007", "421"]);
    for (let i = 0; i < 300; i += 1) {
      const digitsOfItem = [0, 1, 2].map((plane) => byPixels.get(md5At(set, i, plane)));
      expect(digitsOfItem.join(""), `item ${i}`).toBe(set.classes?.[set.labels?.[i] as number]);
    }
    const counts = new Float64Array(1000);
    for (const label of set.labels ?? []) counts[label] = (counts[label] as number) + 1;
    const shares = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949].map((count) => count / 60_000);
    const want = Float64Array.from(counts, (_, label) =>
      [Math.floor(label / 100), Math.floor(label / 10) % 10, label % 10].reduce(
        (product, digit) => product * (shares[digit] as number),
        128_000,
      ),
    );
    expectClose(counts, want, { rtol: 0, atol: 5 * Math.sqrt(Math.max(...want)) });
  });

  test("stacked: the test part, a seed, a size, some of its classes", async () => {
    const open = (options: OpenOptions) => openDataset("stacked-mnist", { dataDir, cacheDir, ...options });
    const part = await open({ split: "test" });
    expect(part.count).toBe(26_000);
    const [short, other] = [
      await open({ split: "test", count: 600 }),
      await open({ split: "test", count: 600, seed: 1 }),
    ];
    expect(short.labels).toEqual(part.labels?.slice(0, 600));
    expect(other.labels).not.toEqual(short.labels);
    expect(new Set([part, short, other].map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect((await open({ size: 32, split: "test" })).shape).toEqual([3, 32, 32]);
    const some = await open({ split: "test", classes: ["007", "421"] });
    expect([some.classes, new Set(some.labels)]).toEqual([["007", "421"], new Set([0, 1])]);
    await expect(open({ channels: 1 })).rejects.toThrow(
      "--channels 1: stacked-mnist holds a digit in each of 3 channels.\nleave it out",
    );
  });

  test("its files are not taken for Fashion-MNIST", async () => {
    await expect(openDataset("fashion-mnist", { dataDir: join(dataDir, "mnist"), cacheDir })).rejects.toThrow(
      "mnist: expected the files of fashion-mnist, got those of mnist.",
    );
  });
});

const [withCifar, noCifar] = given("cifar10");
withCifar(`CIFAR-10${noCifar}`, () => {
  test("the parts that are there, and that they are parts", async () => {
    const train = await openDataset("cifar10", { dataDir, cacheDir });
    expect(train).toMatchObject({ shape: [3, 32, 32], count: 4000 });
    expect(train.problems.map(({ detail }) => detail)).toEqual(["cifar10: a part of the set, 4,000 of 50,000 items."]);
    const part = await openDataset("cifar10", { dataDir, cacheDir, split: "test" });
    expect(describeDataset(part).classes).toEqual(
      ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"].map((name) => ({
        name,
        count: 100,
      })),
    );
  });

  test("the bytes are those of the file", async () => {
    const path = join(dataDir, "cifar10", "test_subset_1000.bin.gz");
    const bytes = gunzipSync(readFileSync(path));
    const set = await openDataset(path, { cacheDir });
    expect(bytesOf(set, 777)).toEqual([...bytes.subarray(777 * 3073 + 1, 778 * 3073)]);
    expect(set.labels?.[777]).toBe(bytes[777 * 3073]);
  });
});

const archive = "images/twemoji-72x72-v17.0.2.tar.gz";
const [withEmoji, noEmoji] = given(archive);
withEmoji(`Twemoji${noEmoji}`, () => {
  /** Unpacks the archive's images, or the first few, into a folder of their own. */
  const unpack = (name: string, most = Number.POSITIVE_INFINITY): string => {
    const folder = join(home, name);
    mkdirSync(folder);
    const entries = [...tarEntries(gunzipSync(readFileSync(join(dataDir, archive))))];
    for (const { name: path, bytes } of entries.slice(0, most)) {
      writeFileSync(join(folder, path.split("/").at(-1) as string), bytes);
    }
    return folder;
  };

  test("all 4,009 become 64×64 RGB on white, once; equal pictures are named by their files", async () => {
    const folder = unpack("twemoji");
    const set = await openDataset(folder, { cacheDir });
    expect(set).toMatchObject({ kind: "images", shape: [3, 64, 64], count: 4009, problems: [] });
    expect(set.sources).toEqual([{ width: 72, height: 72, channels: 4, count: 4009 }]);
    const corner = bytesOf(set, 0);
    expect([corner[0], corner[4096], corner[8192]]).toEqual([255, 255, 255]);
    const again = await openDataset(folder, { cacheDir, onProgress: () => expect.unreachable("decoded again") });
    expect(again.fingerprint).toBe(set.fingerprint);
    const { duplicates } = describeDataset(set);
    expect(duplicates.count).toBeGreaterThan(10);
    for (const { files } of duplicates.groups) expect(files?.length).toBeGreaterThan(1);
  });

  test("transparency is kept when asked for", async () => {
    const set = await openDataset(unpack("some", 20), { cacheDir, channels: 4, size: 32 });
    expect(set.shape).toEqual([4, 32, 32]);
    expect(bytesOf(set, 0)[3 * 1024]).toBe(0);
  });
});

const [withDigits, noDigits] = given("digits/digits.csv.gz");
withDigits(`digits.csv.gz${noDigits}`, () => {
  test("64 pixels and a label are 65 coordinates", async () => {
    const set = await openDataset(join(dataDir, "digits/digits.csv.gz"), { cacheDir });
    expect(set).toMatchObject({ name: "digits", kind: "points", shape: [65], count: 1797 });
    const { ranges } = describeDataset(set);
    expect([ranges[36]?.max, ranges[64]?.min, ranges[64]?.max]).toEqual([16, 0, 9]);
  });
});

const [withJudge, noJudge] = given("weights/mnist.onnx");
withJudge(`mnist.onnx as judge${noJudge}`, () => {
  test("reads strokes as the digits they are: ≥ 98 % in all, ≥ 95 % of each", async () => {
    const strokes = embeddedDataset("strokes", { count: 1000, seed: 11 });
    const right = await hits(strokes);
    expect(right.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(980);
    expect(Math.min(...right)).toBeGreaterThanOrEqual(95);
  });
});

/** How many of each digit the judge calls by their name. */
async function hits(dataset: Dataset): Promise<number[]> {
  const session = await InferenceSession.create(join(dataDir, "weights/mnist.onnx"));
  const right = new Array<number>(10).fill(0);
  const pixels = new Float32Array(784);
  for (let i = 0; i < dataset.count; i += 1) {
    dataset.read([i], pixels);
    const input = new Tensor(
      "float32",
      pixels.map((x) => (x + 1) / 2),
      [1, 1, 28, 28],
    );
    const output = await session.run({ [session.inputNames[0] as string]: input });
    const logits = output[session.outputNames[0] as string]?.data as Float32Array;
    const label = dataset.labels?.[i] as number;
    if (logits.indexOf(Math.max(...logits)) === label) right[label] = (right[label] as number) + 1;
  }
  await session.release();
  return right;
}

function bytesOf(set: Dataset, index: number): number[] {
  const out = new Float32Array(set.shape.reduce((a, b) => a * b, 1));
  set.read([index], out);
  return [...out].map((x) => Math.round((x + 1) * 127.5));
}

/** MD5 of one plane of an item's bytes. */
function md5At(set: Dataset, index: number, plane = 0): string {
  const area = (set.shape[1] as number) * (set.shape[2] as number);
  const bytes = Uint8Array.from(bytesOf(set, index).slice(plane * area, (plane + 1) * area));
  return createHash("md5").update(bytes).digest("hex");
}

/** MD5 of a header and all the items' bytes: of the IDX file they came from. */
function md5Of(set: Dataset, header: readonly number[]): string {
  const hash = createHash("md5").update(Uint8Array.from(header));
  const out = new Float32Array(1000 * 784);
  const bytes = new Uint8ClampedArray(out.length); // rounds to the nearest
  for (let start = 0; start < set.count; start += 1000) {
    set.read(
      Uint32Array.from({ length: 1000 }, (_, i) => start + i),
      out,
    );
    for (let i = 0; i < out.length; i += 1) bytes[i] = ((out[i] as number) + 1) * 127.5;
    hash.update(bytes);
  }
  return hash.digest("hex");
}
