/** @file A picture in memory: what every view of pixels takes and gives. */

/** Row-major, 0–255; `channels`: 1 grey, 3 RGB, 4 RGBA. */
export interface Pixels {
  readonly kind: "pixels";
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** As a canvas takes it: red, green, blue and alpha of each pixel. @returns `width · height · 4` values */
export function rgbaOf({ width, height, channels, data }: Pixels): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = data[from] as number;
    rgba[to + 1] = data[from + green] as number;
    rgba[to + 2] = data[from + blue] as number;
    rgba[to + 3] = channels === 4 ? (data[from + 3] as number) : 255;
  }
  return rgba;
}

/** Red, green, blue, 0–255. */
export type Rgb = readonly [number, number, number];

/** A new picture of one colour. @param channels 1, 3 or 4; alpha is opaque */
export function blankPixels(width: number, height: number, channels: number, [r, g, b]: Rgb): Pixels {
  const data = new Uint8Array(width * height * channels);
  const colour = channels === 1 ? [luminance(r, g, b)] : [r, g, b, 255].slice(0, channels);
  for (let i = 0; i < data.length; i += 1) data[i] = colour[i % channels] as number;
  return { kind: "pixels", width, height, channels, data };
}

/** Rec. 601 weights, as the grey of PNG and JPEG readers. */
export const luminance = (r: number, g: number, b: number): number => Math.round(0.299 * r + 0.587 * g + 0.114 * b);

/** The colour at (x, y), transparency over `under`. */
export function colourAt({ width, channels, data }: Pixels, x: number, y: number, under: Rgb = [0, 0, 0]): Rgb {
  const at = (y * width + x) * channels;
  const r = data[at] as number;
  if (channels === 1) return [r, r, r];
  const [g, b] = [data[at + 1] as number, data[at + 2] as number];
  if (channels === 3) return [r, g, b];
  const alpha = (data[at + 3] as number) / 255;
  const over = (top: number, bottom: number): number => Math.round(top * alpha + bottom * (1 - alpha));
  return [over(r, under[0]), over(g, under[1]), over(b, under[2])];
}

/**
 * The mean colour of each cell of a coarser raster; never enlarges beyond one pixel a cell's nearest.
 *
 * @returns RGB, `width · height · 3` values
 */
export function boxResize(pixels: Pixels, width: number, height: number, under: Rgb = [0, 0, 0]): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const edges = (cells: number, length: number, i: number): [number, number] => {
    const start = Math.min(Math.floor((i * length) / cells), length - 1);
    return [start, Math.max(start + 1, Math.ceil(((i + 1) * length) / cells))];
  };
  for (let row = 0; row < height; row += 1) {
    const [top, bottom] = edges(height, pixels.height, row);
    for (let column = 0; column < width; column += 1) {
      const [left, right] = edges(width, pixels.width, column);
      out.set(meanColour(pixels, [left, right], [top, bottom], under), (row * width + column) * 3);
    }
  }
  return out;
}

function meanColour(
  pixels: Pixels,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  under: Rgb,
): Rgb {
  const sum = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const [r, g, b] = colourAt(pixels, x, y, under);
      sum[0] = (sum[0] as number) + r;
      sum[1] = (sum[1] as number) + g;
      sum[2] = (sum[2] as number) + b;
    }
  }
  const count = (right - left) * (bottom - top);
  return [0, 1, 2].map((i) => Math.round((sum[i] as number) / count)) as unknown as Rgb;
}
