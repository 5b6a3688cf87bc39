import { composeGrid } from "gantry/views";
import { describe, expect, test } from "vitest";
import { cellAfterKey, cellAt, cellBox, fittingZoom, sheetOf } from "./sample-sheet.ts";

const grid = { kind: "images", count: 7, columns: 3, rows: 3, seed: 0 } as const;

/** Each cell is filled with its own number, so a cell's box can be looked at. */
function picture(scale: number): ReturnType<typeof composeGrid> {
  const images = new Uint8Array(7 * 4 * 6);
  for (let i = 0; i < images.length; i += 1) images[i] = 100 + Math.floor(i / 24);
  return composeGrid(images, [7, 1, 4, 6], { columns: 3, scale, background: [0, 0, 0] });
}

describe("a sheet's cells", () => {
  test.each([1, 2, 5])("are where `composeGrid` puts them, enlarged by %i", (scale) => {
    const { width, height, data } = picture(scale);
    const sheet = sheetOf(grid, { width, height });
    expect(sheet.cell).toEqual({ width: 6 * scale, height: 4 * scale });
    for (let cell = 0; cell < 7; cell += 1) {
      const { left, top, width: w, height: h } = cellBox(sheet, cell);
      const at = (x: number, y: number): number | undefined => data[y * width + x];
      expect([at(left, top), at(left + w - 1, top + h - 1)]).toEqual([100 + cell, 100 + cell]);
      expect([at(left - 1, top), at(left + w, top)]).toEqual([0, 0]);
    }
  });

  test("are found by a place; beyond the last there is none", () => {
    const { width, height } = picture(2);
    const sheet = sheetOf(grid, { width, height });
    for (let cell = 0; cell < 7; cell += 1) {
      const { left, top } = cellBox(sheet, cell);
      expect(cellAt(sheet, left, top)).toBe(cell);
    }
    const beyond = cellBox(sheet, 7);
    expect(cellAt(sheet, beyond.left, beyond.top)).toBeNull();
    expect(cellAt(sheet, 0, 0)).toBeNull();
    expect(cellAt(sheet, width + 1, 3)).toBeNull();
  });

  test("a picture of points, one without a grid, and one that fits no grid are one cell", () => {
    const size = { width: 256, height: 256 };
    const whole = { ...size, columns: 1, rows: 1, count: 1, cell: size, gap: 0 };
    expect(sheetOf({ kind: "points", count: 2500, columns: 1, rows: 1, seed: 0 }, size)).toEqual(whole);
    expect(sheetOf(null, size)).toEqual(whole);
    expect(sheetOf(grid, { width: 25, height: 256 })).toMatchObject({ count: 1 });
  });
});

describe("keys in a grid", () => {
  const { width, height } = picture(1);
  const sheet = sheetOf(grid, { width, height });
  test.each([
    ["ArrowLeft", 0, 0],
    ["ArrowRight", 6, 6],
    ["ArrowDown", 1, 4],
    ["ArrowDown", 4, 4], // below the middle of a short last row is nothing
    ["ArrowUp", 6, 3],
    ["Home", 5, 3],
    ["End", 3, 5],
    ["End", 6, 6],
  ])("%s from %i leads to %i", (key, from, to) => {
    expect(cellAfterKey(sheet, from, key, false)).toBe(to);
  });

  test("with Control, Home and End mean the whole grid; other keys are nobody's", () => {
    expect(cellAfterKey(sheet, 4, "Home", true)).toBe(0);
    expect(cellAfterKey(sheet, 0, "End", true)).toBe(6);
    expect(cellAfterKey(sheet, 0, "a", false)).toBeNull();
  });
});

test("the zoom that fits is whole, and 1 where nothing fits", () => {
  expect(fittingZoom({ width: 100, height: 50 }, { width: 350, height: 350 })).toBe(3);
  expect(fittingZoom({ width: 1000, height: 50 }, { width: 350, height: 350 })).toBe(1);
});
