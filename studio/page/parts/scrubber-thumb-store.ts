/** @file Small pictures of a run's sample sheets, by their steps. */
import type { GridInfo } from "gantry/store";
import { cellBox, type Size, sheetOf } from "./sample-sheet.ts";

export class ThumbStore {
  readonly #known = new Map<number, ImageBitmap>();
  readonly #grid: GridInfo | null;
  readonly #side: number;

  /** @param side pixels of the longer side of a small picture */
  constructor(grid: GridInfo | null, side: number) {
    this.#grid = grid;
    this.#side = side;
  }

  known(step: number): ImageBitmap | undefined {
    return this.#known.get(step);
  }

  /** @returns whether there is one now; what cannot be had leaves its place empty */
  async fetch(step: number, address: string, signal: AbortSignal): Promise<boolean> {
    try {
      const response = await fetch(address, { signal, priority: "low" });
      if (!response.ok) return false;
      const sheet = await createImageBitmap(await response.blob());
      const small = await this.#cut(sheet);
      sheet.close();
      if (!signal.aborted) this.#known.set(step, small);
      return !signal.aborted;
    } catch {
      return false;
    }
  }

  close(): void {
    for (const bitmap of this.#known.values()) bitmap.close();
    this.#known.clear();
  }

  /** The first cell; of points, all of it. */
  #cut(sheet: ImageBitmap): Promise<ImageBitmap> {
    const { left, top, width, height } = cellBox(sheetOf(this.#grid, sheet), 0);
    const small = this.#smaller({ width, height });
    return createImageBitmap(sheet, left, top, width, height, {
      ...{ resizeWidth: small.width, resizeHeight: small.height, resizeQuality: "medium" },
    });
  }

  #smaller({ width, height }: Size): Size {
    const share = Math.min(1, this.#side / Math.max(width, height));
    return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
  }
}
