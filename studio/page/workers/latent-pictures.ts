/** @file What a generator gives, as pixels or points. */
import type { Tensor } from "gantry/base";
import { composeGrid, rgbaOf } from "gantry/views";
import type { Drawing } from "./latent-messages.ts";

/** @param samples `[N, C, H, W]` in [−1, 1], or points `[N, D]` */
export function drawingOf({ shape, data }: Tensor<"float32">): Drawing {
  const count = shape[0] as number;
  if (shape.length !== 4)
    return { kind: "points", count, dimensions: shape[1] as number, data: Float32Array.from(data) };
  const strip = composeGrid(data, shape, { columns: count, padding: 0 });
  return { kind: "images", count, width: strip.width, height: strip.height, rgba: rgbaOf(strip) };
}

/** Beyond this many pixels a side, pictures are compared by means of squares of pixels. */
const COMPARED = 32;

/**
 * Samples laid flat, large pictures made small: what tells pictures apart at 32 × 32 tells them apart.
 * @param out `[N, D]`, filled from row `start` on
 */
export function flattened({ shape, data }: Tensor<"float32">, out: Float32Array, start: number): void {
  const [count, channels = 1, height = 1, width = 1] = shape as [number, number?, number?, number?];
  const step = squareOf(shape);
  const [rows, columns] = [Math.floor(height / step), Math.floor(width / step)];
  let at = start * channels * rows * columns;
  for (let plane = 0; plane < count * channels; plane += 1) {
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < columns; x += 1, at += 1) {
        let sum = 0;
        for (let i = 0; i < step * step; i += 1) {
          const row = y * step + Math.floor(i / step);
          sum += data[(plane * height + row) * width + x * step + (i % step)] as number;
        }
        out[at] = sum / (step * step);
      }
    }
  }
}

const squareOf = ([, , height = 1, width = 1]: readonly number[]): number =>
  Math.max(1, Math.ceil(Math.max(height, width) / COMPARED));

/** Numbers of one sample in `flattened`. @param shape `[C, H, W]` or `[D]` */
export function flatSize(shape: readonly number[]): number {
  const [channels = 1, height = 1, width = 1] = shape;
  const step = squareOf([1, ...shape]);
  return channels * Math.floor(height / step) * Math.floor(width / step);
}
