/** @file The picture that the Latent view shows, beside what ONNX Runtime in Node draws of the same latent. */
import { readFileSync } from "node:fs";
import { openGenerator } from "gantry/runtime/node";
import type { Page } from "playwright-core";
import { shownLevels } from "./pixels.ts";

/** Grey levels of the large picture. */
export const latentLevels = (page: Page): Promise<number[]> => shownLevels(page, ".latent-picture");

/** @param model path of `generator.onnx` @param row of the latents that `seed` gives */
export async function drawnLevels(model: string, row: number, seed: number, label = 0): Promise<number[]> {
  const generator = await openGenerator(readFileSync(model), model);
  const { data, shape } = await generator.generate(generator.z(row + 1, seed), generator.classes === null ? 0 : label);
  await generator.release();
  const size = data.length / (shape[0] as number);
  return Array.from(data.subarray(row * size), (value) => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5))));
}

/** Kernels of another processor round otherwise: a level, seldom. */
export const farthest = (got: readonly number[], want: readonly number[]): number =>
  got.length === want.length ? Math.max(...got.map((level, i) => Math.abs(level - (want[i] as number)))) : 255;

/** How many pictures the view has drawn. */
export const picturesDrawn = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector<HTMLElement>("[data-pictures]")?.dataset.pictures ?? 0));
