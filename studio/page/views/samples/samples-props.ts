/** @file What the parts of the Samples view share. */
import type { Signal } from "@preact/signals";
import type { RunDetail } from "../../../api/index.ts";
import type { SamplePictures } from "../../parts/sample-pictures.ts";
import { type Size, sheetOf } from "../../parts/sample-sheet.ts";
import type { SampleOptions } from "./sample-options.ts";

export interface SamplesProps {
  readonly detail: RunDetail;
  readonly fileUrl: (path: string) => string;
  readonly pictures: SamplePictures;
  /** Of the pictures there are, rising; not empty. */
  readonly steps: readonly number[];
  /** The step looked at, one of `steps`. */
  readonly step: number;
  /** Null: the newest, and whatever comes. */
  readonly goTo: (step: number | null) => void;
  readonly options: SampleOptions;
  readonly setOptions: (changes: Readonly<Record<string, string | null>>) => void;
  /** The address of a cell's latent in the Latent view; null where there is no generator. */
  readonly latentHref: ((cell: number) => string) | null;
  /** Looks for the training images nearest to the chosen cell; null where that cannot be. */
  readonly askNearest: (() => void) | null;
  /** CSS pixels that one pixel of the data takes at present; said by what shows it. */
  readonly zoom: Signal<number>;
  /** Of numbers, as the language has them. */
  readonly format: (value: number) => string;
}

/** Sheets are enlarged when they are written; so many of their pixels are one of the data's. */
export function writtenScale({ record, grid }: RunDetail, sheet: Size): number {
  const [, , width] = record.data.shape;
  if (grid?.kind !== "images" || width === undefined) return 1;
  const scale = sheetOf(grid, sheet).cell.width / width;
  return Number.isInteger(scale) ? scale : 1;
}
