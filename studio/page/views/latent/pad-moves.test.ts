import { expect, test } from "vitest";
import { placeAfterDrag, placeAfterKey, pointsInSight, UNIT } from "./pad-moves.ts";

const at = { x: 2.3, y: -1.1 };
test.each([
  ["ArrowLeft", false, { x: 2.2, y: -1.1 }],
  ["ArrowRight", true, { x: 3.3, y: -1.1 }],
  ["ArrowUp", false, { x: 2.3, y: -1.2 }],
  ["ArrowDown", true, { x: 2.3, y: -0.1 }],
  ["s", false, { x: 2, y: -1 }],
  ["R", false, { x: 50, y: 50 }],
  ["0", false, { x: 0, y: 0 }],
])("%s (Shift: %o) leads to %o", (key, whole, want) => {
  expect(placeAfterKey(at, key as string, whole as boolean, () => 0.5)).toEqual(want);
});

test("other keys are not the pad's, and ten tenths are one", () => {
  expect(placeAfterKey(at, "Tab", false, Math.random)).toBeNull();
  let place = { x: 0, y: 0 };
  for (let i = 0; i < 10; i += 1) place = placeAfterKey(place, "ArrowRight", false, Math.random) ?? place;
  expect(place).toEqual({ x: 1, y: 0 });
});

test("dragging the map by a unit to the right is a seed to the left", () => {
  expect(placeAfterDrag(at, UNIT, -UNIT / 2)).toEqual({ x: 1.3, y: -0.6 });
});

test("points in sight lie around the place, half a unit beyond the edge included", () => {
  const points = pointsInSight({ x: 0, y: 0 }, { width: 2 * UNIT, height: 2 * UNIT });
  expect(points).toHaveLength(9);
  expect(points[0]).toEqual({ x: -1, y: -1 });
  expect(pointsInSight({ x: 0.5, y: 0 }, { width: 2 * UNIT, height: 2 * UNIT })).toHaveLength(12);
});
