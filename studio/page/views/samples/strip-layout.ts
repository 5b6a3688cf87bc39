/** @file Which tiles of a long strip, wrapped into rows, are in sight: only those are made. */

export interface StripRoom {
  readonly tiles: number;
  /** Of one tile, its text and the gap after it included. */
  readonly tile: { readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
  readonly scrolled: number;
}

export interface StripWindow {
  readonly columns: number;
  /** From this tile up to, not including, `end`. */
  readonly start: number;
  readonly end: number;
  /** Of all rows. */
  readonly height: number;
}

/** Rows made beyond what is in sight, above and below. */
const SPARE = 1;

export function stripWindow({ tiles, tile, width, height, scrolled }: StripRoom): StripWindow {
  const columns = Math.max(1, Math.floor(width / tile.width));
  const rows = Math.ceil(tiles / columns);
  const first = Math.max(0, Math.floor(scrolled / tile.height) - SPARE);
  const last = Math.min(rows, Math.ceil((scrolled + height) / tile.height) + SPARE);
  return {
    columns,
    start: Math.min(tiles, first * columns),
    end: Math.min(tiles, last * columns),
    height: rows * tile.height,
  };
}
