import { describe, expect, test } from "vitest";
import { CIFAR_CLASSES, CIFAR_RECORD, parseCifar } from "./cifar.ts";
import { isIdx, parseIdxImages, parseIdxLabels } from "./idx.ts";

const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const images = Uint8Array.from([
  ...word(2051),
  ...word(2),
  ...word(2),
  ...word(3),
  ...Array.from({ length: 12 }, (_, i) => i),
]);
const labels = Uint8Array.from([...word(2049), ...word(3), 7, 0, 9]);

describe("IDX", () => {
  test("images and labels", () => {
    const stack = parseIdxImages(images, "i");
    expect({ ...stack, pixels: [...stack.pixels] }).toEqual({
      ...{ channels: 1, height: 2, width: 3 },
      pixels: Array.from({ length: 12 }, (_, i) => i),
    });
    expect(parseIdxLabels(labels, "l")).toEqual(Int32Array.of(7, 0, 9));
    expect([images, labels, Uint8Array.of(0, 0)].map(isIdx)).toEqual([true, true, false]);
  });

  test.each([
    ["labels for images", labels, "i: expected IDX images (2051), got IDX labels (2049)."],
    ["another format", Uint8Array.from([0x50, 0x4b, 3, 4]), "i: expected IDX images (2051), got 50 4b 03 04."],
    ["cut short", images.subarray(0, 20), "i: IDX of 28 bytes expected, got 20 bytes: the file is cut short."],
    ["cut in its header", images.subarray(0, 9), "i: IDX of 16 bytes expected, got 9 bytes: the file is cut short."],
    [
      "too long",
      Uint8Array.from([...images, 0]),
      "i: IDX of 28 bytes expected, got 29 bytes: the file is longer than it says.",
    ],
    ["empty", new Uint8Array(0), "i: the file is empty."],
    [
      "no rows",
      Uint8Array.from([...word(2051), ...word(2), ...word(0), ...word(3)]),
      "i: expected IDX images (2051), got 0 × 3.",
    ],
  ])("%s", (_, bytes, message) => {
    expect(() => parseIdxImages(bytes, "i")).toThrow(message);
  });

  test.each([
    ["images for labels", images, "l: expected IDX labels (2049), got IDX images (2051)."],
    ["cut short", labels.subarray(0, 10), "l: IDX of 11 bytes expected, got 10 bytes: the file is cut short."],
  ])("%s", (_, bytes, message) => {
    expect(() => parseIdxLabels(bytes, "l")).toThrow(message);
  });

  test("a count beyond any file is said, not allocated", () => {
    const bytes = Uint8Array.from([...word(2051), ...word(0xffffffff), ...word(60_000), ...word(60_000)]);
    expect(() => parseIdxImages(bytes, "i")).toThrow("the file is cut short");
  });
});

describe("CIFAR", () => {
  const record = (label: number): number[] => [
    label,
    ...Array.from({ length: CIFAR_RECORD - 1 }, (_, i) => (i + label) & 255),
  ];
  const two = Uint8Array.from([...record(3), ...record(9)]);

  test("records", () => {
    const { pixels, labels: found, ...shape } = parseCifar(two, "c");
    expect(shape).toEqual({ channels: 3, height: 32, width: 32 });
    expect([...found]).toEqual([3, 9]);
    expect([pixels[0], pixels[1024], pixels[3072], pixels.length]).toEqual([3, 3, 9, 6144]);
    expect(CIFAR_CLASSES).toHaveLength(10);
  });

  test.each([
    [
      "cut short",
      two.subarray(0, 6000),
      "c: CIFAR-10 of 6,146 bytes expected, got 6,000 bytes: the file is cut short.",
    ],
    [
      "a label beyond 9",
      Uint8Array.from([...record(3), ...record(10)]),
      "c: record 1 has the label 10, expected 0 to 9.",
    ],
    ["empty", new Uint8Array(0), "c: the file is empty."],
  ])("%s", (_, bytes, message) => {
    expect(() => parseCifar(bytes, "c")).toThrow(message);
  });
});
