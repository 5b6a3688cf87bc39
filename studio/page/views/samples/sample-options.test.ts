import { describe, expect, test } from "vitest";
import { easyStride, leftText, nearestStep, sampleOptions, thinned } from "./sample-options.ts";
import { stripWindow } from "./strip-layout.ts";

describe("the address", () => {
  test("says what is shown; what it does not say is as usual", () => {
    const usual = { show: "grid", cell: null, zoom: null, weights: "average", left: { kind: "step" }, a: null };
    expect(sampleOptions({})).toEqual({ ...usual, wipe: 0.5, every: null });
    const said = { show: "time", cell: "12", zoom: "3", weights: "live", left: "weights", a: "900", wipe: "0.25" };
    const asked = { show: "time", cell: 12, zoom: 3, weights: "live", left: { kind: "weights" }, a: 900, wipe: 0.25 };
    expect(sampleOptions({ ...said, every: "10" })).toEqual({ ...asked, every: 10 });
  });

  test.each([
    [{ show: "all" }, { show: "grid" }],
    [{ cell: "-1" }, { cell: null }],
    [{ cell: "1e3" }, { cell: null }],
    [{ zoom: "99" }, { zoom: 16 }],
    [{ zoom: "0" }, { zoom: 1 }],
    [{ wipe: "NaN" }, { wipe: 0.5 }],
    [{ wipe: "7" }, { wipe: 0.5 }],
    [{ weights: "both" }, { weights: "average" }],
    [{ left: "right" }, { left: { kind: "step" } }],
  ])("of %o makes %o", (query, want) => {
    expect(sampleOptions(query as Record<string, string>)).toMatchObject(want);
  });
});

test.each(["run:0002-cats", "run:weights", "run:a:b", "weights", null])(
  "what stands on the left, %s, is said and read",
  (text) => {
    expect(leftText(sampleOptions(text === null ? {} : { left: text }).left)).toBe(text);
  },
);

test("the nearest step there is a picture of, the earlier of two as near", () => {
  const steps = [0, 100, 200, 1000];
  expect([-5, 0, 49, 50, 51, 600, 601, 9999].map((asked) => nearestStep(steps, asked))).toEqual([
    0, 0, 0, 0, 100, 200, 1000, 1000,
  ]);
  expect(nearestStep([7], 3)).toBe(7);
});

test("a strip is thinned evenly and keeps its ends", () => {
  const steps = Array.from({ length: 23 }, (_, i) => i * 10);
  expect(thinned(steps, 1)).toEqual(steps);
  expect(thinned(steps, 10)).toEqual([0, 100, 220]); // 200 is too near the end to be worth a place
  expect(thinned([5], 10)).toEqual([5]);
  expect([easyStride(240), easyStride(241), easyStride(10_000), easyStride(10 ** 7)]).toEqual([1, 2, 50, 1000]);
});

describe("a strip in rows", () => {
  const tile = { width: 50, height: 60 };
  test("makes the tiles in sight, and a row more on each side", () => {
    const room = { tiles: 10_000, tile, width: 520, height: 300 };
    expect(stripWindow({ ...room, scrolled: 0 })).toEqual({ columns: 10, start: 0, end: 60, height: 60_000 });
    expect(stripWindow({ ...room, scrolled: 630 })).toMatchObject({ start: 90, end: 170 });
    expect(stripWindow({ ...room, scrolled: 59_700 })).toMatchObject({ start: 9940, end: 10_000 });
  });

  test("has one column where nothing more fits, and nothing of nothing", () => {
    expect(stripWindow({ tiles: 3, tile, width: 20, height: 100, scrolled: 0 })).toMatchObject({ columns: 1, end: 3 });
    expect(stripWindow({ tiles: 0, tile, width: 500, height: 100, scrolled: 0 })).toMatchObject({ end: 0, height: 0 });
  });
});
