/**
 * @file Paints layers of flat colour over each other, antialiased.
 *
 *   coverage(pixel) = clamp(½ − d, 0, 1)                                a filled shape, d in pixels at the pixel's centre
 *   coverage(pixel) = clamp(½ + h − d, 0, 1) − clamp(½ − h − d, 0, 1)   a line of half width h, right even where it is
 *                                                                       thinner than a pixel
 *
 * Colours are mixed as sRGB values, so an image shrunk by averages is the image drawn small.
 */
import type { Colour } from "./faces-colours.ts";
import type { Shape } from "./faces-shapes.ts";

/** What can be boxed in an image. */
export type FacePart = "face" | "hair" | "eyes" | "glasses" | "mouth";

export interface Layer {
  readonly shape: Shape;
  readonly colour: Colour;
  /** 1 by default. */
  readonly opacity?: number;
  /** Of a line; absent for a filled shape. */
  readonly halfWidth?: number;
  /** What the layer belongs to, if it is part of a part. */
  readonly part?: FacePart;
}

/** Where the drawing lies in the image. */
export interface View {
  /** Height and width in pixels. */
  readonly size: number;
  readonly scale: number;
  readonly shift: readonly [number, number];
}

/** Called for each pixel that a layer covers. @param index row · size + column @param share above 0, at most 1 */
export type Touch = (index: number, share: number) => void;

/** Calls `touch` for the pixels that a layer covers. */
export function coverLayer({ shape, opacity = 1, halfWidth = 0 }: Layer, view: View, touch: Touch): void {
  const { size, scale, shift } = view;
  const unit = size * scale; // pixels in a unit of the drawing
  const [originX, originY] = [size * (0.5 + shift[0]), size * (0.5 + shift[1])];
  const reach = halfWidth * unit + 0.5;
  const [left, top, right, bottom] = shape.bounds;
  const first = (edge: number, origin: number): number => Math.max(0, Math.ceil(edge * unit + origin - reach - 0.5));
  const last = (edge: number, origin: number): number =>
    Math.min(size - 1, Math.floor(edge * unit + origin + reach - 0.5));
  const [columnEnd, rowEnd] = [last(right, originX), last(bottom, originY)];
  const columnStart = first(left, originX);
  const half = halfWidth * unit;
  for (let row = first(top, originY); row <= rowEnd; row += 1) {
    const y = (row + 0.5 - originY) / unit;
    for (let column = columnStart; column <= columnEnd; column += 1) {
      const d = shape.distance((column + 0.5 - originX) / unit, y) * unit;
      if (d >= reach) continue;
      const outer = clamped(0.5 + half - d);
      const share = opacity * (half === 0 ? outer : outer - clamped(0.5 - half - d));
      if (share > 0) touch(row * size + column, share);
    }
  }
}

const clamped = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** @param ground the colour behind all layers @returns `[3, size, size]`, values 0–255 not yet rounded */
export function paintLayers(layers: readonly Layer[], ground: Colour, view: View): Float32Array {
  const area = view.size * view.size;
  const canvas = new Float32Array(3 * area);
  for (const [plane, value] of ground.entries()) canvas.fill(value, plane * area, (plane + 1) * area);
  for (const layer of layers) {
    const [red, green, blue] = layer.colour;
    coverLayer(layer, view, (index, share) => {
      const [g, b] = [index + area, index + 2 * area];
      canvas[index] = (canvas[index] as number) + (red - (canvas[index] as number)) * share;
      canvas[g] = (canvas[g] as number) + (green - (canvas[g] as number)) * share;
      canvas[b] = (canvas[b] as number) + (blue - (canvas[b] as number)) * share;
    });
  }
  return canvas;
}
