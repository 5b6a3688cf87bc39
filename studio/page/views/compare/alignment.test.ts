import { expect, test } from "vitest";
import { pictureAt, positionsAt, unionOf } from "./alignment.ts";

/** Batches of 16, logged each tenth step from the first one on, a step in half a second. */
const axis = { step: [1, 10, 20], images: [16, 160, 320], time: [1000, 1004.5, 1009.5] };

test("images seen at a step lie on straight lines between what was logged, and beyond", () => {
  expect(positionsAt(axis, [0, 1, 5, 20, 30], "images")).toEqual([0, 16, 80, 320, 480]);
});

test("time counts from the first logged step", () => {
  expect(positionsAt(axis, [1, 10, 15], "time")).toEqual([0, 4.5, 7]);
});

test("steps are steps, and what was logged nowhere is nowhere", () => {
  const nothing = { step: [], images: [], time: [] };
  expect(positionsAt(nothing, [0, 5], "step")).toEqual([0, 5]);
  expect(positionsAt(nothing, [0, 5], "images")).toBeNull();
});

test("a run that saw twice the images a step is aligned at half the steps", () => {
  const slow = { steps: [0, 10, 20], positions: positionsAt(axis, [0, 10, 20], "images") ?? [] };
  const double = { ...axis, images: axis.images.map((images) => 2 * images) };
  const fast = { steps: [0, 5, 10], positions: positionsAt(double, [0, 5, 10], "images") ?? [] };
  expect(unionOf([slow, fast])).toEqual([0, 160, 320]);
  expect(pictureAt(slow, 160)).toEqual({ step: 10, position: 160, how: "here" });
  expect(pictureAt(fast, 160)).toEqual({ step: 5, position: 160, how: "here" });
});

test("a point between two pictures shows the earlier one, one after all the last, one before all none", () => {
  const track = { steps: [10, 20], positions: [10, 20] };
  expect(pictureAt(track, 19)).toEqual({ step: 10, position: 10, how: "earlier" });
  expect(pictureAt(track, 25)).toEqual({ step: 20, position: 20, how: "last" });
  expect(pictureAt(track, 9)).toBeNull();
  expect(pictureAt(track, null)).toEqual({ step: 20, position: 20, how: "here" });
  expect(pictureAt({ steps: [], positions: [] }, null)).toBeNull();
});
