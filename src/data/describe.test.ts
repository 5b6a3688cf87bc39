import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { contactItems, describeDataset } from "./describe.ts";
import { embeddedDataset } from "./embedded.ts";
import { imageSet } from "./images.ts";
import { pointSet } from "./points.ts";

const bare = { fingerprint: "f", problems: [] };

test("a sheet of points: ranges of each coordinate, ready for JSON", () => {
  const values = Float32Array.of(1e6, 1, 1e6 + 1, 2, 1e6 + 2, 6);
  const sheet = describeDataset(pointSet({ ...bare, name: "p", dimensions: 2, values }));
  expect(sheet).toMatchObject({ name: "p", kind: "points", count: 3, shape: [2], sources: null, classes: null });
  expect(sheet.duplicates).toEqual({ count: 0, groups: [] });
  expect(sheet.contact).toEqual([0, 1, 2]);
  const [x, y] = sheet.ranges.map(({ min, max, mean, std }) => [min, max, mean, std]);
  expectClose(x ?? [], [1e6, 1e6 + 2, 1e6 + 1, Math.sqrt(2 / 3)], { rtol: 1e-12 });
  expectClose(y ?? [], [1, 6, 3, Math.sqrt(14 / 3)], { rtol: 1e-12 });
  expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet);
});

test("a sheet of images: classes with counts, duplicates with their files", () => {
  const set = imageSet({
    ...{ ...bare, name: "i", shape: [3, 1, 1] as const, count: 5, files: ["a", "b", "c", "d", "e"] },
    ...{ labels: Int32Array.of(0, 1, 1, 1, 0), classes: ["cat", "dog"] },
    pixels: Uint8Array.of(0, 51, 255, 9, 9, 9, 0, 51, 255, 9, 9, 8, 0, 51, 255),
  });
  const sheet = describeDataset(set);
  expect(sheet.classes).toEqual([
    { name: "cat", count: 2 },
    { name: "dog", count: 3 },
  ]);
  expect(sheet.duplicates).toEqual({ count: 2, groups: [{ items: [0, 2, 4], files: ["a", "c", "e"] }] });
  expect(sheet.problems.map(({ detail }) => detail)).toEqual(["2 of 5 items look exactly like an earlier one."]);
  expectClose(
    sheet.ranges.map(({ max }) => max),
    [18 / 255 - 1, 102 / 255 - 1, 1],
    { rtol: 1e-6 },
  );
});

test("duplicates are found among many, and none where there are none", () => {
  const values = Float32Array.from({ length: 3000 }, (_, i) => i);
  values.copyWithin(2998, 2, 4);
  const sheet = describeDataset(pointSet({ ...bare, name: "p", dimensions: 2, values }));
  expect(sheet.duplicates).toEqual({ count: 1, groups: [{ items: [1, 1499] }] });
  expect(describeDataset(embeddedDataset("strokes", { count: 300 })).duplicates.count).toBe(0);
});

describe("contact sheet", () => {
  test("takes the classes in turn", () => {
    const labels = Int32Array.of(0, 0, 0, 1, 2, 2);
    const set = {
      ...pointSet({ ...bare, name: "p", dimensions: 1, values: new Float32Array(6) }),
      labels,
      classes: ["a", "b", "c"],
    };
    expect(contactItems(set, 5)).toEqual([0, 3, 4, 1, 5]);
    expect(contactItems(set, 99)).toEqual([0, 3, 4, 1, 5, 2]);
  });

  test("spreads over data without labels", () => {
    const set = pointSet({ ...bare, name: "p", dimensions: 1, values: new Float32Array(100) });
    expect(contactItems(set, 4)).toEqual([0, 25, 50, 75]);
  });
});
