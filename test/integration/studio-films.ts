/** @file Films that the page saved, as a browser of its own reads them: frames of an APNG, a WebM played. */
import { readFileSync } from "node:fs";
import type { Download, Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";
import { rgbaOf, shownPixels } from "./pixels.ts";

/** Chooses a format by its first letter and saves, without a pointer. */
export async function saveFilm(page: Page, letter: string): Promise<Download> {
  await chooseFormat(page, letter);
  await expect.poll(() => page.getByRole("button", { name: "Save film" }).isEnabled()).toBe(true);
  await page.keyboard.press("Tab");
  const [film] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  await expect.poll(() => page.getByRole("button", { name: "Save film" }).count()).toBe(1);
  return film;
}

export async function chooseFormat(page: Page, letter: string): Promise<void> {
  const format = page.getByRole("combobox", { name: "Format" });
  const chosen = async (): Promise<string> => {
    await format.focus();
    await page.keyboard.press(letter);
    return format.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text[0] ?? "");
  };
  await expect.poll(chosen, { interval: 1500 }).toBe(letter); // letters within a second are one word to the browser
}

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
  readonly milliseconds: number;
  /** RGBA of each picture, as it is shown in the middle of its time. */
  readonly pictures: readonly Uint8Array[];
}

/** A video as it plays. @param count of its pictures, all shown equally long */
export async function videoOf(page: Page, path: string, count: number): Promise<Video> {
  const { pngs, ...facts } = await page.evaluate(
    async ([text, pictures]) => {
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
      const { videoWidth: width, videoHeight: height, duration } = video;
      const context = new OffscreenCanvas(width, height).getContext("2d") as OffscreenCanvasRenderingContext2D;
      const frameShown = (): VideoFrame | null => {
        try {
          return new VideoFrame(video);
        } catch {
          return null; // nothing is shown yet
        }
      };
      /** A busy browser says that a place was found before it shows it: nothing, or what it showed before. */
      const frameAt = async (seconds: number): Promise<VideoFrame> => {
        for (const end = performance.now() + 60_000; performance.now() < end; ) {
          const frame = frameShown();
          const shownFor = seconds - (frame?.timestamp ?? Number.NaN) / 1e6;
          if (frame !== null && shownFor > 0 && shownFor < duration / pictures) return frame;
          frame?.close();
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        throw new Error(`nothing is shown at ${seconds} s`);
      };
      /** As PNG in base64. */
      const pictureAt = async (seconds: number): Promise<string> => {
        const sought = happens("seeked");
        video.currentTime = seconds;
        await sought;
        const frame = await frameAt(seconds);
        context.drawImage(frame, 0, 0);
        frame.close();
        const png = await context.canvas.convertToBlob();
        return btoa(Array.from(new Uint8Array(await png.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
      };
      const pngs: string[] = [];
      for (let i = 0; i < pictures; i += 1) pngs.push(await pictureAt(((i + 0.5) / pictures) * duration));
      return { width, height, milliseconds: duration * 1000, pngs };
    },
    [readFileSync(path).toString("base64"), count] as const,
  );
  return { ...facts, pictures: await Promise.all(pngs.map((png) => rgbaOf(Buffer.from(png, "base64")))) };
}

/** Pictures may be as near to each other as this, and no video could tell them apart. */
const ALIKE = 0.1;

/** A video shows these pictures (RGBA), each in its time, as well as video does. */
export function expectPlayed({ pictures }: Video, wanted: readonly Uint8Array[]): void {
  expect(pictures.length).toBe(wanted.length);
  for (const [i, picture] of pictures.entries()) {
    const distances = wanted.map((one) => meanDifference(picture, one));
    expect(distances[i]).toBeLessThan(1);
    expect(distances[i]).toBeLessThan(Math.min(...distances) + ALIKE);
  }
}

/** Mean difference of two pictures' values, 0 … 255. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.NaN;
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;
}

/** What the first of such canvases shows, enlarged by the greatest whole number up to a height: RGBA. */
export async function enlargedTile(page: Page, selector: string, height: number): Promise<Buffer> {
  const { rgba, ...tile } = await shownPixels(page, selector);
  const scale = Math.floor(height / tile.height);
  return sharp(rgba, { raw: { ...tile, channels: 4 } })
    .resize(tile.width * scale, tile.height * scale, { kernel: "nearest" })
    .raw()
    .toBuffer();
}
