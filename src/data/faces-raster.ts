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

/** Called for each row that a layer may cover. @param first index of the first pixel in the plane @param shares 0 … 1 */
export type Touch = (first: number, shares: Float64Array) => void;

/** Calls `touch` with how much of each pixel a layer covers; `shares` is used again for the next row. */
export function coverLayer(layer: Layer, view: View, touch: Touch): void {
  const { shape, opacity = 1, halfWidth = 0 } = layer;
  const { size, scale, shift } = view;
  const unit = size * scale; // pixels in a unit of the drawing
  const half = halfWidth * unit;
  const [left, top, right, bottom] = shape.bounds;
  const columns = span(left, right, shift[0], view, half + 0.5);
  const rows = span(top, bottom, shift[1], view, half + 0.5);
  if (columns.count <= 0) return;
  const place = (pixel: number, moved: number): number => (pixel + 0.5 - size * (0.5 + moved)) / unit;
  const xs = Float64Array.from({ length: columns.count }, (_, i) => place(columns.first + i, shift[0]));
  const shares = new Float64Array(columns.count);
  for (let row = rows.first; row < rows.first + rows.count; row += 1) {
    shape.distances(xs, place(row, shift[1]), shares);
    for (let i = 0; i < shares.length; i += 1) {
      const d = (shares[i] as number) * unit;
      const outer = clamped(0.5 + half - d);
      shares[i] = opacity * (half === 0 ? outer : outer - clamped(0.5 - half - d));
    }
    touch(row * size + columns.first, shares);
  }
}

/** The pixels whose centres lie between two edges, or up to `reach` pixels beyond, within the image. */
function span(
  low: number,
  high: number,
  shift: number,
  { size, scale }: View,
  reach: number,
): { readonly first: number; readonly count: number } {
  const place = (edge: number): number => edge * size * scale + size * (0.5 + shift) - 0.5;
  const first = Math.max(0, Math.ceil(place(low) - reach));
  return { first, count: Math.min(size - 1, Math.floor(place(high) + reach)) - first + 1 };
}

const clamped = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** @param ground the colour behind all layers @returns `[3, size, size]`, values 0–255 not yet rounded */
export function paintLayers(layers: readonly Layer[], ground: Colour, view: View): Float32Array {
  const area = view.size * view.size;
  const canvas = new Float32Array(3 * area);
  for (const [plane, value] of ground.entries()) canvas.fill(value, plane * area, (plane + 1) * area);
  for (const layer of layers) {
    const [red, green, blue] = layer.colour;
    coverLayer(layer, view, (first, shares) => {
      for (let i = 0; i < shares.length; i += 1) {
        const share = shares[i] as number;
        if (share === 0) continue;
        const r = first + i;
        const g = r + area;
        const b = g + area;
        canvas[r] = (canvas[r] as number) + (red - (canvas[r] as number)) * share;
        canvas[g] = (canvas[g] as number) + (green - (canvas[g] as number)) * share;
        canvas[b] = (canvas[b] as number) + (blue - (canvas[b] as number)) * share;
      }
    });
  }
  return canvas;
}
