/** @file Points in a terminal: braille has 2×4 dots a character and one width in every font; ASCII counts. */
import { checkPoints, forEachPlace, histogram, type PointRange, type PointSet, rangeOf } from "./points.ts";
import type { PreviewSize } from "./terminal-image.ts";
import type { TerminalMode } from "./terminal-mode.ts";

/** Unicode's dot numbers: bit of the dot at (column, row) of a cell. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const COUNTS = " .:*#@";

/**
 * @param points `[N, D]`; the first two coordinates are drawn, one coordinate as a histogram
 * @param range of both axes; by default it shows all points
 * @returns lines; a square, as wide as two characters a line
 */
export function pointsPreview(
  points: PointSet,
  { columns, rows }: PreviewSize,
  mode: TerminalMode,
  range: PointRange = rangeOf(points),
): string[] {
  checkPoints("pointsPreview", points);
  if (mode === "off" || columns < 1 || rows < 1) return [];
  const lines = Math.max(1, Math.min(rows, Math.floor(columns / 2)));
  const across = lines * 2;
  const raster = points.dimensions === 1 ? barRaster : scatterRaster;
  const dots = raster(points, range, across * 2, lines * 4);
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: across }, (_, column) => character(dots, { across, line, column }, mode)).join(""),
  );
}

/** Points a dot, row 0 on top. */
function scatterRaster(points: PointSet, range: PointRange, width: number, height: number): Uint32Array {
  const counts = new Uint32Array(width * height);
  forEachPlace(points, range, (x, y) => {
    const at = Math.floor((1 - y) * height - 1e-9) * width + Math.floor(x * width);
    counts[at] = (counts[at] as number) + 1;
  });
  return counts;
}

function barRaster(points: PointSet, range: PointRange, width: number, height: number): Uint32Array {
  const counts = new Uint32Array(width * height);
  const shares = histogram(points, range, width);
  const tallest = Math.max(...shares) || 1;
  shares.forEach((share, x) => {
    const bar = Math.round((share / tallest) * height);
    for (let y = height - bar; y < height; y += 1) counts[y * width + x] = 1;
  });
  return counts;
}

interface Place {
  readonly across: number;
  readonly line: number;
  readonly column: number;
}

function character(counts: Uint32Array, { across, line, column }: Place, mode: TerminalMode): string {
  let [bits, sum] = [0, 0];
  DOTS.forEach((pair, y) => {
    pair.forEach((bit, x) => {
      const count = counts[(line * 4 + y) * across * 2 + column * 2 + x] as number;
      if (count > 0) bits |= bit;
      sum += count;
    });
  });
  if (mode !== "ascii") return String.fromCodePoint(0x2800 + bits);
  return COUNTS[Math.min(COUNTS.length - 1, Math.ceil(Math.log2(sum + 1)))] as string;
}
