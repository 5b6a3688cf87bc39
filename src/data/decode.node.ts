/**
 * @file One image file becomes `[C, size, size]` bytes: turned as its EXIF says, a square of it, Lanczos 3 with
 * antialiasing (on premultiplied colours), sRGB, 8 bits. Transparency is laid on white unless four channels are kept.
 * Where a picture is much larger than its target, the library first halves it by averaging, in a JPEG while decoding.
 */
import type { ResizeOptions } from "sharp";
import type { ImageChannels } from "./channels.ts";
import type { Crop } from "./crops.ts";
import type { ImageHeader } from "./image-choice.ts";
import type { SharpFactory } from "./sharp.node.ts";

/** Pixels an image may claim: 16,383². A file that claims more is not decoded, so no memory is taken for it. */
export const PIXEL_LIMIT: number = 0x3fff * 0x3fff;

/** What a file says of itself, without decoding it. @throws what the library says */
export async function readHeader(sharp: SharpFactory, bytes: Uint8Array): Promise<ImageHeader> {
  const data = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height, channels } = data;
  const turned = (data.orientation ?? 1) >= 5; // 5 to 8 lie on their side
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    channels,
    grey: data.space === "b-w" || data.space === "grey16",
    transparent: data.hasAlpha,
  };
}

export interface DecodeOptions {
  readonly size: number;
  readonly channels: ImageChannels;
  readonly crop: Crop;
}

/** As the library is asked; by its names, `none` contains what the others cover. */
const FITS: Readonly<Record<Crop, ResizeOptions>> = {
  centre: { fit: "cover", position: "centre" },
  top: { fit: "cover", position: "top" },
  attention: { fit: "cover", position: "attention" },
  none: { fit: "contain" },
};

/** @returns `[channels, size, size]` @throws what the library says of a broken file */
export async function decodeImage(
  sharp: SharpFactory,
  bytes: Uint8Array,
  { size, channels, crop }: DecodeOptions,
): Promise<Uint8Array> {
  const options = { failOn: "error", limitInputPixels: PIXEL_LIMIT, autoOrient: true } as const;
  const background = { r: 255, g: 255, b: 255, alpha: channels === 4 ? 0 : 1 };
  const square = sharp(bytes, options).resize(size, size, { ...FITS[crop], background, kernel: "lanczos3" });
  const flat = channels === 4 ? square.ensureAlpha() : square.flatten({ background: "#ffffff" });
  const coloured = flat.toColourspace(channels === 1 ? "b-w" : "srgb");
  const { data, info } = await coloured.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return planesOf(data, { bands: info.channels, channels, area: size * size });
}

/** Pixels with their bands side by side become planes; a grey file has one band for three planes. */
function planesOf(
  data: Uint8Array,
  { bands, channels, area }: { readonly bands: number; readonly channels: number; readonly area: number },
): Uint8Array {
  const colours = channels === 4 ? bands - 1 : bands;
  const out = new Uint8Array(channels * area);
  for (let plane = 0; plane < channels; plane += 1) {
    const band = plane === 3 ? bands - 1 : Math.min(plane, colours - 1);
    for (let i = 0; i < area; i += 1) out[plane * area + i] = data[i * bands + band] as number;
  }
  return out;
}
