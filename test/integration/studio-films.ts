/** @file Films that the page saved, as a browser of its own reads them: frames of an APNG, a WebM played. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Download, Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";

/** Chooses a format by its first letter and saves, without a pointer. */
export async function saveFilm(page: Page, letter: string): Promise<Download> {
  await chooseFormat(page, letter);
  await page.keyboard.press("Tab");
  const [film] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  await expect.poll(() => page.getByRole("button", { name: "Save film" }).count()).toBe(1);
  return film;
}

export async function chooseFormat(page: Page, letter: string): Promise<void> {
  await page.getByRole("combobox", { name: "Format" }).focus();
  await page.keyboard.press(letter);
}

/** As if somebody looked at another tab: a headless browser shows all of them. */
export const hide = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

export const hashOf = (rgba: Uint8Array): string => createHash("sha256").update(rgba).digest("hex");

export const rgbaOf = (png: Uint8Array): Promise<Buffer> =>
  sharp(png).toColourspace("srgb").ensureAlpha().raw().toBuffer();

export interface Frames {
  /** SHA-256 of each frame's RGBA. */
  readonly hashes: string[];
  /** In milliseconds. */
  readonly durations: number[];
  /** How often it is played again; null: without end. */
  readonly repeats: number | null;
}

/** What Chromium's decoder makes of an animated picture. */
export function framesOf(page: Page, path: string): Promise<Frames> {
  return page.evaluate(async (text) => {
    const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: "image/png" });
    await decoder.tracks.ready;
    const { frameCount, repetitionCount } = decoder.tracks.selectedTrack as ImageTrack;
    const [hashes, durations]: [string[], number[]] = [[], []];
    for (let frameIndex = 0; frameIndex < frameCount; frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      const rgba = new Uint8Array(image.allocationSize({ format: "RGBA" }));
      await image.copyTo(rgba, { format: "RGBA" });
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", rgba));
      hashes.push(Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      durations.push((image.duration ?? 0) / 1000);
      image.close();
    }
    return { hashes, durations, repeats: Number.isFinite(repetitionCount) ? repetitionCount : null };
  }, readFileSync(path).toString("base64"));
}

export interface Video {
  readonly width: number;
  readonly height: number;
  /** What its head says. */
  readonly told: number;
  /** What the last picture's time says. */
  readonly milliseconds: number;
  /** RGBA of the first picture and of the last. */
  readonly ends: readonly [Uint8Array, Uint8Array];
}

/** A video as it plays. */
export async function videoOf(page: Page, path: string): Promise<Video> {
  const { ends, ...facts } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const video = document.createElement("video");
    const happens = (name: string): Promise<void> =>
      new Promise((resolve, reject) => {
        video.addEventListener(name, () => resolve(), { once: true });
        video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
      });
    const loaded = happens("loadeddata");
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await loaded;
    const { videoWidth: width, videoHeight: height } = video;
    const told = video.duration * 1000;
    /** As PNG in base64. */
    const pictureAt = async (seconds: number): Promise<string> => {
      const sought = happens("seeked");
      video.currentTime = seconds;
      await sought;
      const context = new OffscreenCanvas(width, height).getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(video, 0, 0);
      const png = await context.canvas.convertToBlob();
      return btoa(Array.from(new Uint8Array(await png.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
    };
    await pictureAt(1e6);
    const milliseconds = video.duration * 1000;
    return { width, height, told, milliseconds, ends: [await pictureAt(0), await pictureAt(video.duration - 0.001)] };
  }, readFileSync(path).toString("base64"));
  const [first, last] = await Promise.all(ends.map((png) => rgbaOf(Buffer.from(png, "base64"))));
  return { ...facts, ends: [first as Buffer, last as Buffer] };
}

/** Mean difference of two pictures' values, 0 … 255. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.NaN;
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;
}

/** What the first of such canvases shows, enlarged by the greatest whole number up to a height: RGBA. */
export async function enlargedTile(page: Page, selector: string, height: number): Promise<Buffer> {
  const tile = await page
    .locator(selector)
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, rgba: Array.from(data) };
    });
  const scale = Math.floor(height / tile.height);
  const raw = { width: tile.width, height: tile.height, channels: 4 } as const;
  return sharp(Uint8Array.from(tile.rgba), { raw })
    .resize(tile.width * scale, tile.height * scale, { kernel: "nearest" })
    .raw()
    .toBuffer();
}
