import { describe, expect, test } from "vitest";
import { GantryError } from "../base/error.ts";
import { createBatches } from "./batches.ts";
import { embeddedDataset } from "./embedded.ts";
import { labelledSubset } from "./labelled.ts";

const digits = embeddedDataset("strokes", { count: 200, size: 16 });
const classOf = (index: number): number => digits.labels?.[index] as number;

describe("the labelled subset", () => {
  test("has as many items of each class, each once, and other ones for another seed", () => {
    const chosen = labelledSubset(digits, 50, 7);
    expect(new Set(chosen).size).toBe(50);
    expect(Array.from(chosen, classOf)).toEqual(Array.from({ length: 50 }, (_, i) => Math.floor(i / 5)));
    expect(labelledSubset(digits, 50, 7)).toEqual(chosen);
    expect(labelledSubset(digits, 50, 8)).not.toEqual(chosen);
  });

  test("of more labels contains that of fewer", () => {
    const few = labelledSubset(digits, 20, 7);
    const many = new Set(labelledSubset(digits, 60, 7));
    expect(Array.from(few).every((index) => many.has(index))).toBe(true);
  });

  test.each([
    [25, "--labels: expected as many labels of each of the 10 classes, got 25 in all.\ntake 20 or 30"],
    [0, "got 0 in all.\ntake 10"],
    [2000, "strokes has 20 of the class"],
  ])("of %i labels is refused", (count, sentence) => {
    expect(() => labelledSubset(digits, count, 7)).toThrow(sentence);
  });

  test("needs labels", () => {
    const { labels: _, ...unlabelled } = digits;
    expect(() => labelledSubset(unlabelled, 50, 7)).toThrow(GantryError);
  });
});

describe("batches of it", () => {
  const { labelled, take } = createBatches({ dataset: digits, batch: 30, seed: 7, flip: true });

  test("show each item once an epoch, also where an epoch is shorter than a batch", () => {
    const counts = new Array<number>(10).fill(0);
    for (const position of [0, 30]) {
      for (const label of labelled(20)(position).labels as Int32Array) counts[label] = (counts[label] as number) + 1;
    }
    expect(counts).toEqual(new Array(10).fill(6)); // three epochs of two a class
  });

  test("follow from the position alone, and have their own order and flips", () => {
    const first = labelled(20)(60);
    labelled(20)(0);
    expect(labelled(20)(60)).toEqual(first);
    expect(labelled(200)(0).items).not.toEqual(take(0).items);
  });

  test("hold items of the subset, pixel for pixel", () => {
    const plain = createBatches({ dataset: digits, batch: 20, seed: 7 });
    const { items } = plain.labelled(20)(0);
    const size = 16 * 16;
    const chosen = Array.from(labelledSubset(digits, 20, 7), (index) => {
      const out = new Float32Array(size);
      digits.read([index], out);
      return String(out);
    });
    const drawn = Array.from({ length: 20 }, (_, i) => String(items.slice(i * size, (i + 1) * size)));
    expect(drawn.sort()).toEqual(chosen.sort());
  });
});
