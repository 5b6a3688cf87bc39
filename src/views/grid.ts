/** @file Many images as one picture: rows of cells with a gap between them. */
import { GantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { blankPixels, type Pixels, type Rgb } from "./pixels.ts";

export interface GridOptions {
  /** Cells in a row; by default the grid is as square as it goes, wider rather than taller. */
  readonly columns?: number;
  /** Pixels around and between the cells. */
  readonly padding?: number;
  /** Each pixel becomes so many squared. */
  readonly scale?: number;
  readonly background?: Rgb;
}

/** As square as it goes: 64 → 8, 10 → 4. */
export const squareColumns = (count: number): number => Math.max(1, Math.ceil(Math.sqrt(count)));

/**
 * @param images `[N, C, H, W]`, floats in [−1, 1] (clamped) or bytes; C is 1 (grey), 3 (RGB) or 4 (RGBA)
 * @param shape of `images`
 * @returns one picture with as many channels, cell 0 at the top left
 * @throws E112 for other channel counts or another number of values
 */
export function composeGrid(
  images: Float32Array | Uint8Array,
  shape: Shape,
  { columns, padding = 2, scale = 1, background = [24, 24, 27] }: GridOptions = {},
): Pixels {
  const [count, channels, height, width] = checkImages(images, shape);
  const across = Math.min(columns ?? squareColumns(count), Math.max(count, 1));
  const down = Math.ceil(count / across);
  const gap = (cells: number, size: number): number => cells * (size * scale + padding) + padding;
  const grid = blankPixels(gap(across, width), gap(down, height), channels, background);

  const toByte = images instanceof Uint8Array ? (value: number) => value : byteOf;
  for (let i = 0; i < count; i += 1) {
    const left = padding + (i % across) * (width * scale + padding);
    const top = padding + Math.floor(i / across) * (height * scale + padding);
    const cell = images.subarray(i * channels * height * width, (i + 1) * channels * height * width);
    paintCell(grid, { cell, channels, height, width, left, top, scale, toByte });
  }
  return grid;
}

/** [−1, 1] → 0 … 255, rounded, clamped; NaN is black. */
export const byteOf = (value: number): number => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5))) || 0;

function checkImages(images: Float32Array | Uint8Array, shape: Shape): [number, number, number, number] {
  const [count, channels, height, width] = shape;
  const fits = shape.length === 4 && [1, 3, 4].includes(channels as number) && images.length === sizeOf(shape);
  if (!fits) {
    const got = `[${shape.join(", ")}] with ${images.length} values`;
    throw new GantryError("E112", { where: "composeGrid", expected: "[N, 1 | 3 | 4, H, W]", got });
  }
  return [count, channels, height, width] as [number, number, number, number];
}

interface Cell {
  readonly cell: Float32Array | Uint8Array;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly toByte: (value: number) => number;
}

function paintCell(grid: Pixels, { cell, channels, height, width, left, top, scale, toByte }: Cell): void {
  for (let y = 0; y < height * scale; y += 1) {
    const source = Math.floor(y / scale) * width;
    let at = ((top + y) * grid.width + left) * channels;
    for (let x = 0; x < width * scale; x += 1) {
      for (let c = 0; c < channels; c += 1, at += 1) {
        grid.data[at] = toByte(cell[c * height * width + source + Math.floor(x / scale)] as number);
      }
    }
  }
}
