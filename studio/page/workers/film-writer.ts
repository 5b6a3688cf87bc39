/** @file What the thread of films can write: frames go in one after the other, a file comes out. */
import type { FilmKind } from "../parts/film-kinds.ts";
import { apngWriter } from "./apng.ts";
import { gifWriter } from "./gif.ts";
import { pngParts } from "./png.ts";
import { videoWriter } from "./video.ts";
import { zipWriter } from "./zip.ts";

export interface WriterOptions {
  readonly width: number;
  readonly height: number;
  /** Each frame is shown so long. */
  readonly milliseconds: number;
}

export interface FilmWriter {
  /** @param rgba four bytes a pixel, opaque @param name of the frame, where it becomes a file of its own */
  readonly frame: (rgba: Uint8ClampedArray, name: string) => Promise<void> | void;
  readonly finish: () => Promise<Blob> | Blob;
}

type Begin = (options: WriterOptions) => Promise<FilmWriter> | FilmWriter;

export const filmWriters = {
  gif: (options) => {
    const { frame, finish } = gifWriter(options);
    return { frame, finish: () => new Blob([finish()], { type: "image/gif" }) };
  },
  apng: apngWriter,
  png: (size) => {
    const { add, finish } = zipWriter();
    const frame: FilmWriter["frame"] = async (rgba, name) => {
      const parts = new Blob(await pngParts(size, rgba));
      add(`${name}.png`, new Uint8Array(await parts.arrayBuffer()));
    };
    return { frame, finish };
  },
  webm: videoWriter,
} as const satisfies Readonly<Record<FilmKind, Begin>>;
