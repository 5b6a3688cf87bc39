/** @file Puts a face together, from what is behind to what is before, and turns it into pixels. */
import type { FaceAttributes } from "./faces-attributes.ts";
import { type Colour, darker, hueColour, skinColour } from "./faces-colours.ts";
import {
  browLayers,
  cheekLayers,
  earLayers,
  eyeLayers,
  glassesOf,
  mouthLayers,
  noseLayers,
  type Sitter,
} from "./faces-features.ts";
import { hairOf } from "./faces-hair.ts";
import { headAt } from "./faces-head.ts";
import { type Layer, paintLayers, type View } from "./faces-raster.ts";
import { ellipse, moved, roundedBox, without } from "./faces-shapes.ts";
import { checkSize } from "./option-checks.ts";

/** The layers of a face, the farthest first. */
export function faceLayers(attributes: FaceAttributes): Layer[] {
  const sitter: Sitter = { attributes, head: headAt(attributes.pose), skin: skinColour(attributes.skin) };
  const hair = hairOf(sitter);
  const glasses = glassesOf(sitter);
  return [
    ...hair.behind,
    ...bodyLayers(sitter),
    ...headLayers(sitter),
    ...earLayers(sitter),
    ...cheekLayers(sitter),
    ...eyeLayers(sitter),
    ...noseLayers(sitter),
    ...mouthLayers(sitter),
    ...glasses.arms,
    ...hair.before,
    ...browLayers(sitter),
    ...glasses.lenses,
  ];
}

export const backgroundColour = ({ background }: FaceAttributes): Colour => hueColour(background, 0.55, 0.84);

function bodyLayers({ attributes, head, skin }: Sitter): Layer[] {
  const shirt = hueColour(attributes.shirt, 0.5, 0.45);
  const x = -0.03 * Math.sin(head.turn);
  const shoulders = roundedBox([-0.4, 0.375, 0.4, 0.9], 0.16);
  return [
    { shape: shoulders, colour: shirt },
    { shape: ellipse(x, 0.385, 0.13, 0.06), colour: darker(shirt, 0.25) },
    { shape: roundedBox([x - 0.085, 0.1, x + 0.085, 0.42], 0.05), colour: darker(skin, 0.16) },
  ];
}

/** The head, with a shadow on the side away from the light, which comes from the upper left. */
function headLayers({ head, skin }: Sitter): Layer[] {
  const lit = moved(head.outline, -0.035, -0.03);
  return [
    { shape: head.outline, colour: skin, part: "face" },
    { shape: without(head.outline, lit), colour: darker(skin, 0.13), part: "face" },
  ];
}

/** Images of fewer pixels are averaged from a finer drawing: lines thinner than a pixel keep their weight. */
const FINE = 64;

/** How many pixels a side of the drawing has for one of the image. */
export const finenessOf = (size: number): number => Math.max(1, Math.ceil(FINE / size));

export function viewOf({ scale, shift }: FaceAttributes, size: number): View {
  return { size, scale, shift };
}

/**
 * Draws a face. The same attributes give the same picture at every size.
 * @param size height and width in pixels, 16 … 256; more or fewer work, and say less
 * @returns `[3, size, size]` bytes, RGB
 * @throws E318 beyond 8 … 1024
 */
export function drawFace(attributes: FaceAttributes, size: number): Uint8Array {
  checkSize(size);
  const factor = finenessOf(size);
  const view = viewOf(attributes, size * factor);
  const canvas = paintLayers(faceLayers(attributes), backgroundColour(attributes), view);
  return rounded(factor === 1 ? canvas : averaged(canvas, size, factor));
}

/** Means of squares of pixels. @param canvas `[3, size · factor, size · factor]` @returns `[3, size, size]` */
function averaged(canvas: Float32Array, size: number, factor: number): Float32Array {
  const sums = new Float32Array(3 * size * size);
  const width = size * factor;
  let at = 0;
  for (let line = 0; line < 3 * width; line += 1) {
    const start = Math.floor(line / factor) * size;
    for (let column = 0; column < width; column += 1) {
      const to = start + Math.floor(column / factor);
      sums[to] = (sums[to] as number) + (canvas[at] as number);
      at += 1;
    }
  }
  return sums.map((sum) => sum / (factor * factor));
}

/** A loop: `Uint8Array.from` takes longer than the drawing. */
function rounded(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) bytes[i] = Math.round(values[i] as number);
  return bytes;
}
