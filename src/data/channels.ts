/**
 * @file Grey, RGB and RGBA bytes into each other, planes apart (`[C, H·W]`).
 *
 * Grey from colour is the luminance of linear light (Rec. 709: .2126 R + .7152 G + .0722 B), encoded as sRGB again,
 * which is also what the image library does for files. Transparency is laid on white.
 */

/** 1 grey, 3 RGB, 4 RGBA. */
export type ImageChannels = 1 | 3 | 4;

const WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/** sRGB byte → linear light in [0, 1] (IEC 61966-2-1). */
const LINEAR: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

function encoded(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.round(255 * value));
}

export interface ChannelChange {
  readonly from: ImageChannels;
  readonly to: ImageChannels;
  /** Pixels of one plane, H·W. */
  readonly area: number;
}

/** Converts images that lie one after another. @param pixels `[N, from, area]` @returns `[N, to, area]` */
export function convertChannels(pixels: Uint8Array, { from, to, area }: ChannelChange): Uint8Array {
  if (from === to) return pixels;
  const count = pixels.length / (from * area);
  const out = new Uint8Array(count * to * area);
  for (let i = 0; i < count; i += 1) {
    const source = pixels.subarray(i * from * area, (i + 1) * from * area);
    convertOne(source, out.subarray(i * to * area, (i + 1) * to * area), { from, to, area });
  }
  return out;
}

function convertOne(source: Uint8Array, out: Uint8Array, { from, to, area }: ChannelChange): void {
  const colour = from === 4 && to !== 4 ? onWhite(source, area) : source;
  if (to === 1) {
    greyOf(colour, out, area);
    return;
  }
  if (to === 4) out.fill(255, 3 * area);
  for (let plane = 0; plane < 3; plane += 1) {
    const start = from === 1 ? 0 : plane * area;
    out.set(colour.subarray(start, start + area), plane * area);
  }
}

/** RGBA → RGB over white. */
function onWhite(rgba: Uint8Array, area: number): Uint8Array {
  const out = new Uint8Array(3 * area);
  for (let i = 0; i < 3 * area; i += 1) {
    const alpha = (rgba[3 * area + (i % area)] as number) / 255;
    out[i] = Math.round((rgba[i] as number) * alpha + 255 * (1 - alpha));
  }
  return out;
}

function greyOf(rgb: Uint8Array, out: Uint8Array, area: number): void {
  for (let i = 0; i < area; i += 1) {
    let light = 0;
    for (let plane = 0; plane < 3; plane += 1) {
      light += (WEIGHTS[plane] as number) * (LINEAR[rgb[plane * area + i] as number] as number);
    }
    out[i] = encoded(light);
  }
}
