import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { arrayDataset } from "./arrays.ts";
import type { Dataset } from "./dataset.ts";
import { stackedDataset } from "./stacked.ts";

/** Twenty images of 8×8: item i is all i, its digit i mod 10. */
const digits = arrayDataset({
  name: "digits",
  shape: [1, 8, 8],
  images: Uint8Array.from({ length: 20 * 64 }, (_, at) => Math.floor(at / 64)),
  labels: Int32Array.from({ length: 20 }, (_, i) => i % 10),
});

/** The three source items of each stacked one, read off its pixels. */
function sourcesOf(set: Dataset, indices: readonly number[]): number[][] {
  const values = new Float32Array(indices.length * 3 * 64);
  set.read(indices, values);
  return indices.map((_, i) =>
    [0, 1, 2].map((plane) => {
      const pixels = values.subarray((3 * i + plane) * 64, (3 * i + plane + 1) * 64);
      expectClose(pixels, new Float32Array(64).fill(pixels[0] as number), { rtol: 0, atol: 0 });
      return Math.round(((pixels[0] as number) + 1) * 127.5);
    }),
  );
}

test("an item is three images, and its class their digits: hundreds in red", () => {
  const set = stackedDataset(digits, { name: "stacked", count: 500 });
  expect(set).toMatchObject({ name: "stacked", kind: "images", shape: [3, 8, 8], count: 500 });
  const indices = [4, 0, 499, 4];
  for (const [i, sources] of sourcesOf(set, indices).entries()) {
    const name = sources.map((source) => source % 10).join("");
    expect(set.classes?.[set.labels?.[indices[i] as number] as number]).toBe(name);
  }
  expect([set.classes?.length, set.classes?.[0], set.classes?.[42]]).toEqual([1000, "000", "042"]);
});

test("the seed draws the triples, each image as likely as the next; a longer set begins with the shorter", () => {
  const all = Array.from({ length: 4000 }, (_, i) => i);
  const set = stackedDataset(digits, { name: "stacked", count: 4000, seed: 3 });
  const drawn = sourcesOf(set, all).flat();
  const counts = Array.from({ length: 20 }, (_, source) => drawn.filter((one) => one === source).length);
  expectClose(counts, new Array(20).fill(600), { rtol: 0, atol: 4.5 * Math.sqrt(600) });
  const short = stackedDataset(digits, { name: "stacked", count: 50, seed: 3 });
  expect(short.labels).toEqual(set.labels?.slice(0, 50));
  expect(stackedDataset(digits, { name: "stacked", count: 50, seed: 4 }).labels).not.toEqual(short.labels);
  expect(short.fingerprint).not.toBe(set.fingerprint);
});

test("what it was made of is said, and that labels are needed", () => {
  const set = stackedDataset(digits, { name: "stacked", count: 50, seed: 3 });
  expect(set.notes?.map(({ detail }) => detail)).toEqual([
    "3 channels: a digit in each, red the hundreds; 50 triples of digits drawn by seed 3.",
  ]);
  const { labels: _, ...unlabelled } = digits;
  expect(() => stackedDataset(unlabelled, { name: "stacked", count: 50 })).toThrow(
    "stacked: expected a label for each image of digits, got none: a class is its three digits.",
  );
  expect(() => stackedDataset(digits, { name: "stacked", count: 0 })).toThrow(
    "stacked.count: expected a whole number ≥ 1, got 0.",
  );
});
