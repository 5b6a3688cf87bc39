import { describe, expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import { type Box, placesOf } from "./places.ts";

const size = [8, 8] as const;
/** Two samples, two maps of 4×4: map 0 is 1 on the left half, map 1 counts places. */
const maps = floatTensor(
  [2, 2, 4, 4],
  Array.from({ length: 64 }, (_, i) => (Math.floor(i / 16) % 2 === 0 ? Number(i % 4 < 2) : i % 16)),
);
const box = (over: Partial<Box> = {}): Box => ({ sample: 0, x0: 0, y0: 0, x1: 4, y1: 8, ...over });

describe("places", () => {
  test("whose middle is in the box, and as many outside", () => {
    const { features, labels } = placesOf(maps, [box()], { size, seed: 1, contrast: "places" });
    expect([...labels].filter((label) => label === 0)).toHaveLength(8);
    expect(labels).toHaveLength(16);
    for (let i = 0; i < features.rows; i += 1) expect(features.values[2 * i]).toBe(labels[i] === 0 ? 1 : 0);
  });

  test("the nearest one of a box that is smaller than a place", () => {
    const { features, labels } = placesOf(maps, [box({ x0: 5, y0: 2, x1: 6, y1: 3 })], {
      size,
      seed: 1,
      contrast: "places",
    });
    expect([labels[0], features.values[1]]).toEqual([0, 4 * 1 + 2]);
  });

  test.each([
    ["no such sample", box({ sample: 2 }), "box 2,0,0,4,8: it lies outside its sample. Expected a sample from 0 to 1"],
    ["outside the picture", box({ x1: 9 }), "within 8×8 pixels."],
    ["nothing in it", box({ x1: 0 }), "box 0,0,0,0,8"],
  ])("refuses a box with %s", (_, wrong, sentence) => {
    expect(() => placesOf(maps, [wrong], { size, seed: 1, contrast: "places" })).toThrow(sentence);
  });

  test("and for the contrast of samples as many in those without a box", () => {
    const { features, labels } = placesOf(maps, [box()], { size, seed: 1 });
    expect([...labels].filter((label) => label === -1)).toHaveLength(16);
    const left = Array.from(labels.keys()).filter((i) => labels[i] === -1 && features.values[2 * i] === 1);
    expect(left).toHaveLength(8); // map 0 is the same in both samples: on the left half
    const everySample = [box(), box({ sample: 1 })];
    const plain = placesOf(maps, everySample, { size, seed: 1, contrast: "places" });
    expect(placesOf(maps, everySample, { size, seed: 1 })).toEqual(plain);
  });

  test("refuses no boxes", () => {
    expect(() => placesOf(maps, [], { size, seed: 1, contrast: "places" })).toThrow(
      "the boxes: expected at least one, got none.",
    );
  });
});
