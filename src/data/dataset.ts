/** @file What a dataset is: items of one shape, readable by index, with a fingerprint. */
import type { Shape } from "../base/shape.ts";
import type { Attributes } from "./attributes.ts";

/**
 * Something about the data that a person should know: a skipped file, a cut set, or why a size was chosen. `code` names
 * a sentence of `messages` (`W3xx` a warning, `N3xx` a note) and `parameters` are what it needs; `detail` is the
 * English sentence, for files and logs.
 */
export interface DataProblem {
  readonly code: string;
  readonly file?: string;
  readonly detail: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** How many source images had this size and this number of channels before they were cropped and resized. */
export interface SourceSize {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly count: number;
}

/** The Gaussians a mixture is made of: what mode coverage is measured against. All have the same σ and weight. */
export interface Modes {
  /** One centre a mode, in the order of the labels. */
  readonly centres: readonly (readonly number[])[];
  readonly sigma: number;
}

export interface Dataset {
  /** As in run names: `mnist`, `strokes`, the folder's name. */
  readonly name: string;
  readonly kind: "images" | "points";
  /** Of one item: `[C, H, W]` for images, `[D]` for points. */
  readonly shape: Shape;
  readonly count: number;
  /** One class index an item; absent where the data has no labels. */
  readonly labels?: Int32Array;
  /** Names of the classes, by index. */
  readonly classes?: readonly string[];
  /** Numbers known of each item; absent where the data has none. */
  readonly attributes?: Attributes;
  /** SHA-256 (hex) of what the items are; a resume compares it. */
  readonly fingerprint: string;
  /** Skipped files and other warnings. */
  readonly problems: readonly DataProblem[];
  /** Why size and channels are what they are. */
  readonly notes?: readonly DataProblem[];
  /** What the images were before cropping and resizing, most frequent first. */
  readonly sources?: readonly SourceSize[];
  /** Where each item came from, relative to the folder; images from a folder only. */
  readonly files?: readonly string[];
  /** The true modes, where the data is a known mixture. */
  readonly modes?: Modes;
  /**
   * Writes the items at `indices` one after another into `out` (`indices.length · sizeOf(shape)` floats):
   * pixels in [−1, 1], points as they are.
   */
  readonly read: (indices: ArrayLike<number>, out: Float32Array) => void;
}
