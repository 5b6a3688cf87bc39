/**
 * @file Where the cells of a sheet of samples are. A sheet is what `composeGrid` of `gantry/views` makes: rows of cells
 * with a gap around and between them. `samples/grid.json` says how many; the size of a cell follows from the picture's.
 */
import type { GridInfo } from "gantry/store";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export interface Sheet extends Size {
  readonly columns: number;
  readonly rows: number;
  /** The last row may be short. */
  readonly count: number;
  readonly cell: Size;
  readonly gap: number;
}

/** `composeGrid`'s padding. */
const GAP = 2;

/** Pixels of a cell, where gaps and whole cells fill the length exactly. */
function cellLength(length: number, cells: number): number | null {
  const cell = (length - GAP) / cells - GAP;
  return Number.isInteger(cell) && cell > 0 ? cell : null;
}

/** @param grid of the run; a picture that does not fit it, and one of points, is one cell */
export function sheetOf(grid: GridInfo | null, { width, height }: Size): Sheet {
  const whole: Sheet = { width, height, columns: 1, rows: 1, count: 1, cell: { width, height }, gap: 0 };
  if (grid === null || grid.kind === "points") return whole;
  const { columns, rows, count } = grid;
  const [across, down] = [cellLength(width, columns), cellLength(height, rows)];
  if (across === null || down === null) return whole;
  return { width, height, columns, rows, count, cell: { width: across, height: down }, gap: GAP };
}

/** In the sheet's pixels. */
export function cellBox({ columns, cell, gap }: Sheet, index: number): Box {
  const [row, column] = [Math.floor(index / columns), index % columns];
  return { left: gap + column * (cell.width + gap), top: gap + row * (cell.height + gap), ...cell };
}
