/** @file What the parts of the Samples view share. */
import type { RunDetail } from "../../../api/index.ts";
import type { SamplePictures } from "../../parts/sample-pictures.ts";
import type { SampleOptions } from "./sample-options.ts";

export interface SamplesProps {
  readonly detail: RunDetail;
  readonly fileUrl: (path: string) => string;
  readonly pictures: SamplePictures;
  /** Of the pictures there are, rising; not empty. */
  readonly steps: readonly number[];
  /** The step looked at, one of `steps`. */
  readonly step: number;
  readonly goTo: (step: number) => void;
  readonly options: SampleOptions;
  readonly setOptions: (changes: Readonly<Record<string, string | null>>) => void;
  /** The address of a cell's latent in the Latent view; null where there is no generator. */
  readonly latentHref: ((cell: number) => string) | null;
  /** Of numbers, as the language has them. */
  readonly format: (value: number) => string;
}

/** `samples/001200.png` */
export const samplePath = (step: number): string => `samples/${String(step).padStart(6, "0")}.png`;
