/**
 * @file Numbers of a channel as pixels. 0 is black, whatever the theme: what has no negative numbers goes from there to
 * white, anything else to orange above 0 and to blue below it.
 */
import type { ChannelFacts } from "../../../workers/latent-messages.ts";

export interface Scale {
  /** What is brightest, on either side of 0. */
  readonly limit: number;
  readonly signed: boolean;
}

type Colour = readonly [red: number, green: number, blue: number];
const [WHITE, ABOVE, BELOW, STRANGE]: readonly Colour[] = [
  [255, 255, 255],
  [255, 176, 84],
  [96, 184, 255],
  [255, 0, 255],
] as const;

/** One scale for channels that are to be compared. */
export function scaleOf(facts: readonly ChannelFacts[]): Scale {
  const low = Math.min(0, ...facts.map(({ min }) => min ?? 0));
  const high = Math.max(0, ...facts.map(({ max }) => max ?? 0));
  return { limit: Math.max(high, -low), signed: low < 0 };
}

/** @returns RGBA, a pixel for each number; those not finite are magenta */
export function mapPixels(values: Float32Array, { limit, signed }: Scale): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (const [i, value] of values.entries()) {
    const finite = Number.isFinite(value);
    const ink = !finite ? STRANGE : !signed ? WHITE : value < 0 ? BELOW : ABOVE;
    const share = !finite ? 1 : limit === 0 ? 0 : Math.abs(value) / limit;
    pixels.set([...(ink as Colour).map((level) => level * share), 255], i * 4);
  }
  return pixels;
}
