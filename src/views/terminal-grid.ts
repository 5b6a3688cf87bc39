/** @file A sample grid in a terminal: few cells that can be recognised rather than all of them as specks. */
import { colourAt, type Pixels } from "./pixels.ts";
import { imagePreview, type PreviewSize } from "./terminal-image.ts";
import type { TerminalMode } from "./terminal-mode.ts";

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** As in `composeGrid`. */
  readonly padding?: number;
}

/** Characters a cell should have across, so that a digit or a face reads. */
const CELL_COLUMNS = 16;

/** @param pixels a picture of `composeGrid` @returns lines; the cells from the top left that fit legibly */
export function gridPreview(pixels: Pixels, layout: GridLayout, size: PreviewSize, mode: TerminalMode): string[] {
  const padding = layout.padding ?? 2;
  const cellWidth = (pixels.width - padding) / layout.columns;
  const cellHeight = (pixels.height - padding) / layout.rows;
  const columnsEach = Math.min(CELL_COLUMNS, cellWidth);
  const linesEach = (columnsEach * cellHeight) / cellWidth / 2;
  const across = clamp(Math.floor(size.columns / columnsEach), layout.columns);
  const down = clamp(Math.floor(size.rows / linesEach), layout.rows);
  const cut = topLeft(pixels, Math.round(across * cellWidth + padding), Math.round(down * cellHeight + padding));
  const columns = Math.min(size.columns, Math.round(across * columnsEach));
  return imagePreview(cut, { columns, rows: size.rows }, mode);
}

const clamp = (count: number, most: number): number => Math.min(Math.max(count, 1), most);

function topLeft(pixels: Pixels, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(colourAt(pixels, x, y), (y * width + x) * 3);
  }
  return { kind: "pixels", width, height, channels: 3, data };
}
