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

/** The cell that a place in the sheet's pixels lies in, a gap's belonging to the cell before it; null beyond the last. */
export function cellAt({ columns, rows, count, cell, gap }: Sheet, x: number, y: number): number | null {
  const column = Math.floor((x - gap) / (cell.width + gap));
  const row = Math.floor((y - gap) / (cell.height + gap));
  if (column < 0 || column >= columns || row < 0 || row >= rows) return null;
  const index = row * columns + column;
  return index < count ? index : null;
}

/** Where an arrow, Home, End, Page Up or Page Down leads from a cell; null for any other key. */
export function cellAfterKey({ columns, count }: Sheet, index: number, key: string, whole: boolean): number | null {
  const rowStart = index - (index % columns);
  const rowEnd = Math.min(count, rowStart + columns) - 1;
  const stay = (next: number): number => (next < 0 || next >= count ? index : next);
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, index - 1);
    case "ArrowRight":
      return Math.min(count - 1, index + 1);
    case "ArrowUp":
      return stay(index - columns);
    case "ArrowDown":
      return stay(index + columns);
    case "Home":
      return whole ? 0 : rowStart;
    case "End":
      return whole ? count - 1 : rowEnd;
    default:
      return null;
  }
}

/** The largest whole factor that still fits, at least 1. */
export const fittingZoom = (sheet: Size, room: Size): number =>
  Math.max(1, Math.floor(Math.min(room.width / sheet.width, room.height / sheet.height)));
