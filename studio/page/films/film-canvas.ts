/** @file What frames are drawn on before they are written. */
import type { Size } from "../parts/sample-sheet.ts";

export function filmCanvas({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingEnabled = false;
  return context;
}
