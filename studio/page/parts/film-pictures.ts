/** @file What a film shows, whoever writes it. */
import type { Size } from "./sample-sheet.ts";

export interface FilmPictures {
  /** Of a frame, in pixels of the file. */
  readonly size: Size;
  /** Each frame is shown so long. */
  readonly milliseconds: number;
  readonly frames: number;
  /** Draws frame `i`; whatever it draws is enlarged without smoothing. */
  readonly draw: (i: number, context: OffscreenCanvasRenderingContext2D) => Promise<void>;
  /** Of frame `i`, where it becomes a file of its own. */
  readonly name: (i: number) => string;
}
