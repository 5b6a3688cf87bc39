/**
 * @file A run's sample sheets as bitmaps, decoded off the main thread, as many as a bound of memory allows, and single
 * cells of them for strips through time, which are small and kept longer.
 */
import type { GridInfo } from "gantry/store";
import { samplesText } from "../messages/texts.ts";
import { SourceError } from "../source.ts";
import { wholeNumber } from "./numbers.ts";
import { BoundedCache } from "./sample-cache.ts";
import { Lanes } from "./sample-lanes.ts";
import { cellBox, sheetOf } from "./sample-sheet.ts";

const MEGABYTE = 2 ** 20;
/** Of decoded sheets; a sheet of 8 × 8 pictures of 64 × 64 takes 1.1 MB. */
const SHEETS = 80 * MEGABYTE;
/** Of decoded cells; one of 64 × 64 takes 16 kB. */
const CELLS = 24 * MEGABYTE;

const bytesOf = ({ width, height }: ImageBitmap): number => 4 * width * height;
const close = (bitmap: ImageBitmap): void => bitmap.close();

/** Keys of cells: steps and cells are whole numbers. */
const cellKey = (step: number, cell: number): string => `${step}/${cell}`;

export class SamplePictures {
  readonly sheets: BoundedCache<number, ImageBitmap> = new BoundedCache({
    bound: SHEETS,
    costOf: bytesOf,
    free: close,
  });
  readonly #cells = new BoundedCache<string, ImageBitmap>({ bound: CELLS, costOf: bytesOf, free: close });
  readonly #lanes = new Lanes(3);
  readonly #urlOf: (step: number) => string;
  readonly #grid: GridInfo | null;

  constructor(urlOf: (step: number) => string, grid: GridInfo | null) {
    this.#urlOf = urlOf;
    this.#grid = grid;
  }

  /** Fetches and decodes a step's sheet. Whoever calls owns the bitmap, or hands it to `sheets`. @throws SourceError */
  readonly load = async (step: number): Promise<ImageBitmap> => {
    try {
      const response = await fetch(this.#urlOf(step));
      if (response.ok) return await createImageBitmap(await response.blob());
    } catch {} // nobody answers, or it is no picture
    throw new SourceError("page", () => samplesText.value.missing({ step: wholeNumber(step) }));
  };

  /** One cell of a step's sheet, if it is there already. */
  known(step: number, cell: number): ImageBitmap | undefined {
    return this.#cells.get(cellKey(step, cell));
  }

  /** The newest wish first, for what scrolls into view matters most. Null where it was cancelled. */
  async cell(step: number, cell: number, signal: AbortSignal): Promise<ImageBitmap | null> {
    const cut = await this.#lanes.run(() => this.#cut(step, cell), signal);
    if (cut !== null && this.known(step, cell) === undefined) this.#cells.set(cellKey(step, cell), cut);
    return cut;
  }

  async #cut(step: number, cell: number): Promise<ImageBitmap> {
    const kept = this.sheets.get(step);
    const sheet = kept ?? (await this.load(step));
    const { left, top, width, height } = cellBox(sheetOf(this.#grid, sheet), cell);
    const cut = await createImageBitmap(sheet, left, top, width, height);
    if (kept === undefined) sheet.close();
    return cut;
  }

  close(): void {
    this.sheets.clear();
    this.#cells.clear();
  }
}
