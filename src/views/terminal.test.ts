import { describe, expect, test } from "vitest";
import { composeGrid } from "./grid.ts";
import type { Pixels } from "./pixels.ts";
import { gridPreview } from "./terminal-grid.ts";
import { code256, imagePreview } from "./terminal-image.ts";
import { type TerminalFacts, terminalMode } from "./terminal-mode.ts";
import { pointsPreview } from "./terminal-points.ts";

const terminal: TerminalFacts = { isTTY: true, env: { LANG: "zh_CN.UTF-8" }, columns: 80, colourDepth: 24 };

describe("terminalMode", () => {
  test.each<[string, Partial<TerminalFacts>, string]>([
    ["a modern terminal", {}, "truecolor"],
    ["256 colours", { colourDepth: 8 }, "256"],
    ["16 colours", { colourDepth: 4 }, "braille"],
    ["NO_COLOR", { env: { LANG: "en_GB.utf8", NO_COLOR: "1" } }, "braille"],
    ["an empty NO_COLOR does not count", { env: { LANG: "C.UTF-8", NO_COLOR: "" } }, "truecolor"],
    ["another encoding", { env: { LANG: "en_US.ISO-8859-1" } }, "ascii"],
    ["LC_ALL wins over LANG", { env: { LC_ALL: "C", LANG: "en_GB.UTF-8" } }, "ascii"],
    ["Windows Terminal", { env: { WT_SESSION: "x" } }, "truecolor"],
    ["the old Windows console", { env: {} }, "ascii"],
    ["a dumb terminal", { env: { TERM: "dumb", LANG: "C.UTF-8" } }, "ascii"],
    ["a pipe", { isTTY: false }, "off"],
    ["CI", { env: { CI: "true", LANG: "C.UTF-8" } }, "off"],
    ["a sliver", { columns: 10 }, "off"],
    ["by force", { isTTY: false, preview: "ascii" }, "ascii"],
    ["blocks by force", { isTTY: false, preview: "blocks", colourDepth: 1 }, "256"],
  ])("%s: %j → %s", (_, facts, mode) => expect(terminalMode({ ...terminal, ...facts })).toBe(mode));
});

const pixels: Pixels = {
  kind: "pixels",
  width: 2,
  height: 4,
  channels: 3,
  data: Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255]),
};

describe("imagePreview", () => {
  test("two pixels a character; a colour is written only where it changes", () => {
    expect(imagePreview(pixels, { columns: 10, rows: 10 }, "truecolor")).toEqual([
      "\u001b[38;2;255;0;0m\u001b[48;2;0;0;255m▀\u001b[48;2;0;255;0m▀\u001b[0m",
      "\u001b[38;2;0;0;0m\u001b[48;2;0;0;0m▀\u001b[38;2;255;255;255m\u001b[48;2;255;255;255m▀\u001b[0m",
    ]);
  });

  test("256 colours take the nearest of cube and greys", () => {
    const colours = [
      [255, 0, 0],
      [0, 0, 0],
      [255, 255, 255],
      [128, 128, 128],
      [95, 135, 175],
      [8, 8, 8],
    ] as const;
    expect(colours.map(code256)).toEqual(["5;196", "5;16", "5;231", "5;244", "5;67", "5;232"]);
    expect(imagePreview(pixels, { columns: 10, rows: 10 }, "256")[0]).toBe(
      "\u001b[38;5;196m\u001b[48;5;21m▀\u001b[48;5;46m▀\u001b[0m",
    );
  });

  test("plain characters, from dark to light", () => {
    expect(imagePreview(pixels, { columns: 10, rows: 10 }, "ascii")).toEqual([":=", " @"]);
  });

  test("fits into what there is", () => {
    const wide = composeGrid(new Float32Array(100 * 30), [1, 1, 30, 100], { padding: 0 });
    const lines = imagePreview(wide, { columns: 40, rows: 20 }, "ascii");
    expect([lines.length, lines[0]?.length]).toEqual([6, 40]);
    expect(imagePreview(wide, { columns: 40, rows: 2 }, "ascii").map((line) => line.length)).toEqual([13, 13]);
    expect(imagePreview(wide, { columns: 40, rows: 20 }, "off")).toEqual([]);
  });
});

test("gridPreview shows the first cells, each sixteen characters across", () => {
  const images = Float32Array.from({ length: 16 * 28 * 28 }, (_, i) => (Math.floor(i / 784) < 3 ? 1 : -1));
  const grid = composeGrid(images, [16, 1, 28, 28], { background: [0, 0, 0] });
  const lines = gridPreview(grid, { columns: 4, rows: 4 }, { columns: 60, rows: 9 }, "ascii");
  expect(lines.length).toBeLessThanOrEqual(9);
  expect(lines[0]?.length).toBe(48);
  // Three white cells beside each other: the fourth, dark one is cut off.
  expect(lines[4]?.match(/@+/g)?.length).toBe(3);
});

describe("pointsPreview", () => {
  const corners = { dimensions: 2, data: Float32Array.of(-1, -1, 0.99, 0.99, -1, 0.99) };

  test("braille: x to the right, y up", () => {
    const lines = pointsPreview(corners, { columns: 8, rows: 2 }, "braille", [-1, 1]);
    expect(lines).toEqual(["⠁⠀⠀⠈", "⡀⠀⠀⠀"]);
  });

  test("plain characters count the points", () => {
    const many = { dimensions: 2, data: Float32Array.from({ length: 40 }, () => 0.6) };
    expect(pointsPreview(many, { columns: 4, rows: 2 }, "ascii", [-1, 1])).toEqual(["   @", "    "]);
    expect(pointsPreview(corners, { columns: 4, rows: 2 }, "ascii", [-1, 1])).toEqual([".  .", ".   "]);
  });

  test("one dimension is a histogram", () => {
    const line = { dimensions: 1, data: Float32Array.of(0.1, 0.1, 0.6, 0.1) };
    expect(pointsPreview(line, { columns: 2, rows: 1 }, "braille", [0, 1])).toEqual(["⡇⡀"]);
  });

  test("points outside and broken ones are left out", () => {
    const odd = { dimensions: 2, data: Float32Array.of(9, 9, Number.NaN, 0) };
    expect(pointsPreview(odd, { columns: 2, rows: 1 }, "braille", [-1, 1])).toEqual(["⠀⠀"]);
    expect(() => pointsPreview({ dimensions: 2, data: new Float32Array(3) }, { columns: 2, rows: 1 }, "ascii")).toThrow(
      "pointsPreview: expected [N, D] points, got 3 values in rows of 2.",
    );
  });
});
