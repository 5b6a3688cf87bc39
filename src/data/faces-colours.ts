/** @file The colours of the faces, sRGB 0–255. */
import type { EyeColour, HairColour } from "./faces-attributes.ts";

export type Colour = readonly [red: number, green: number, blue: number];

const SKINS: readonly Colour[] = [
  [255, 226, 206],
  [246, 203, 170],
  [222, 168, 124],
  [176, 119, 78],
  [118, 74, 48],
];

export const hairColours: Readonly<Record<HairColour, Colour>> = {
  black: [43, 38, 48],
  brown: [99, 62, 40],
  ginger: [203, 92, 40],
  blond: [239, 196, 92],
  silver: [205, 208, 216],
  blue: [60, 112, 178],
};

export const eyeColours: Readonly<Record<EyeColour, Colour>> = {
  brown: [104, 63, 36],
  blue: [52, 118, 190],
  green: [62, 138, 84],
  grey: [104, 118, 132],
};

export const mixed = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

export const darker = (colour: Colour, share: number): Colour => mixed(colour, [30, 16, 28], share);
export const lighter = (colour: Colour, share: number): Colour => mixed(colour, [255, 255, 255], share);

/** @param tone 0 the lightest … 1 the darkest */
export function skinColour(tone: number): Colour {
  const at = Math.min(1, Math.max(0, tone)) * (SKINS.length - 1);
  const below = Math.min(SKINS.length - 2, Math.floor(at));
  return mixed(SKINS[below] as Colour, SKINS[below + 1] as Colour, at - below);
}

/** A colour by hue, saturation and lightness (HSL). @param hue in turns */
export function hueColour(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number): number => {
    const k = (offset + hue * 12) % 12;
    const amplitude = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
