/** @file The cells of a sheet under a pointer and under keys, and how large a sheet is shown. */
import type { Sheet, Size } from "../../api/sheets.ts";

export { type Box, cellBox, type Sheet, type Size, sheetOf } from "../../api/sheets.ts";

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
