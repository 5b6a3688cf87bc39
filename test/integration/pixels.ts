/** @file Pixels of pictures: of files, and of what a page shows. */
import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import sharp from "sharp";

export interface ShownPixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, row by row; none of a canvas without an extent. */
  readonly rgba: Uint8Array;
}

/**
 * Of the first such canvas or picture, which is awaited; also within a custom element. They are read from a copy: of a
 * canvas that is read again and again Chromium complains.
 */
export async function shownPixels(page: Page, selector: string): Promise<ShownPixels> {
  const { width, height, base64 } = await page
    .locator(selector)
    .first()
    .evaluate((shown: HTMLCanvasElement | HTMLImageElement) => {
      const [width, height] =
        shown instanceof HTMLImageElement ? [shown.naturalWidth, shown.naturalHeight] : [shown.width, shown.height];
      if (width * height === 0) return { width, height, base64: "" };
      const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      copy?.drawImage(shown, 0, 0);
      const bytes = copy?.getImageData(0, 0, width, height).data ?? [];
      const parts = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, i) =>
        String.fromCharCode(...bytes.slice(i * 8192, (i + 1) * 8192)),
      );
      return { width, height, base64: btoa(parts.join("")) };
    });
  return { width, height, rgba: Buffer.from(base64, "base64") };
}

/** Of a grey picture: one number a pixel, 0 to 255. */
export async function shownLevels(page: Page, selector: string): Promise<number[]> {
  const { rgba } = await shownPixels(page, selector);
  return Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4] as number);
}

export const rgbaOf = (png: Uint8Array): Promise<Buffer> =>
  sharp(png).toColourspace("srgb").ensureAlpha().raw().toBuffer();

/** SHA-256, in hexadecimal. */
export const hashOf = (rgba: Uint8Array): string => createHash("sha256").update(rgba).digest("hex");
