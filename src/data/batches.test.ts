import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBatches } from "./batches.ts";
import { imageSet } from "./images.ts";
import { pointSet } from "./points.ts";

const points = (count: number, labelled = true) =>
  pointSet({
    name: "p",
    dimensions: 2,
    values: Float32Array.from({ length: 2 * count }, (_, i) => i),
    ...(labelled && { labels: Int32Array.from({ length: count }, (_, i) => i % 3), classes: ["a", "b", "c"] }),
    fingerprint: "",
    problems: [],
  });
const firsts = (items: Float32Array): number[] => [...items].filter((_, i) => i % 2 === 0).map((x) => x / 2);

test("an epoch shows each item once, and the next one in another order", () => {
  const { take } = createBatches({ dataset: points(30), batch: 6, seed: 1 });
  const epochs = [0, 1].map((epoch) => [0, 6, 12, 18, 24].flatMap((at) => firsts(take(30 * epoch + at).items)));
  for (const shown of epochs) expect([...shown].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  expect(epochs[0]).not.toEqual(epochs[1]);
});

test("labels go with their items; next and epoch follow the position", () => {
  const { take, size } = createBatches({ dataset: points(30), batch: 8, seed: 1 });
  const { items, labels, next, epoch } = take(58);
  expect([...(labels ?? [])]).toEqual(firsts(items).map((i) => i % 3));
  expect([next, epoch, size]).toEqual([66, 1, 16]);
  expect(createBatches({ dataset: points(9, false), batch: 3, seed: 1 }).take(0).labels).toBeNull();
});

test("a position is all that a resume needs", () => {
  const options = { dataset: points(50), batch: 7, seed: 4 };
  const running = createBatches(options);
  let position = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), (steps) => {
      for (let i = 0; i < steps; i += 1) position = running.take(position).next;
      expect(createBatches(options).take(position)).toEqual(running.take(position));
    }),
    { seed: 5, numRuns: 20 },
  );
  expect(createBatches({ ...options, seed: 5 }).take(0)).not.toEqual(running.take(0));
});

test("fresh arrays each time, unless some are given", () => {
  const { take } = createBatches({ dataset: points(10), batch: 4, seed: 0 });
  expect(take(0).items).not.toBe(take(0).items);
  const out = { items: new Float32Array(8) };
  const batch = take(4, out);
  expect(batch.items).toBe(out.items);
  expect(batch).toEqual(take(4));
});

describe("flip", () => {
  // Two channels of 2×3: the values tell column (units), row (tens) and channel (hundreds).
  const pixels = Uint8Array.from(
    { length: 20 * 12 },
    (_, i) => 100 * (Math.floor(i / 6) % 2) + 10 * (Math.floor(i / 3) % 2) + (i % 3),
  );
  const dataset = imageSet({
    ...{ name: "i", shape: [2, 2, 3] as never, count: 20, fingerprint: "", problems: [] },
    pixels: pixels.map((value, i) => value + Math.floor(i / 12)), // every image a little brighter
  });
  const bytes = (items: Float32Array): number[] => [...items].map((x) => Math.round((x + 1) * 127.5));
  const plain = createBatches({ dataset, batch: 20, seed: 2 });
  const flipped = createBatches({ dataset, batch: 20, seed: 2, flip: true });

  test("mirrors rows of some images, by their position, and nothing else", () => {
    let mirrored = 0;
    for (let epoch = 0; epoch < 50; epoch += 1) {
      const before = bytes(plain.take(20 * epoch).items);
      const after = bytes(flipped.take(20 * epoch).items);
      for (let i = 0; i < 20; i += 1) {
        const image = before.slice(12 * i, 12 * i + 12);
        const turned = [0, 3, 6, 9].flatMap((row) => image.slice(row, row + 3).reverse());
        const got = after.slice(12 * i, 12 * i + 12);
        expect([image, turned]).toContainEqual(got);
        if (got.join() === turned.join()) mirrored += 1;
      }
    }
    expect(mirrored).toBeGreaterThan(1000 / 2 - 64); // 4 standard deviations of a fair coin
    expect(mirrored).toBeLessThan(1000 / 2 + 64);
  });

  test("does not depend on where a batch begins", () => {
    expect(flipped.take(7).items.subarray(0, 12)).toEqual(flipped.take(5).items.subarray(24, 36));
  });
});

test.each([
  [
    "a batch larger than the data",
    { batch: 11 },
    "--batch 11: the batch is larger than the data, p has 10 items.\nuse --batch 10 or less, or add data",
  ],
  ["no batch", { batch: 0 }, "--batch: expected a whole number ≥ 1, got 0."],
  ["half a batch", { batch: 2.5 }, "--batch: expected a whole number ≥ 1, got 2.5."],
  ["points in a mirror", { batch: 2, flip: true }, "--flip is for images, and p holds points."],
])("%s is an error", (_, options, message) => {
  expect(() => createBatches({ dataset: points(10), seed: 0, ...options })).toThrow(message);
});
