/** @file What a dataset is: items of one shape, readable by index, with a fingerprint. */
import type { Shape } from "../base/shape.ts";

/** Something about the data that a person should know: a skipped file, a duplicate, a warning. */
export interface DataProblem {
  readonly code: string;
  readonly file?: string;
  readonly detail: string;
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
  /** SHA-256 (hex) of what the items are; a resume compares it. */
  readonly fingerprint: string;
  readonly problems: readonly DataProblem[];
  /**
   * Writes the items at `indices` one after another into `out` (`indices.length · sizeOf(shape)` floats):
   * pixels in [−1, 1], points as they are.
   */
  readonly read: (indices: ArrayLike<number>, out: Float32Array) => void;
}
