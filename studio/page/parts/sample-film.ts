/** @file The history as a film: which pictures, what of them, and how they become a GIF in a worker. */

import type { Answer } from "../workers/calls.ts";
import { Caller, type Progress } from "../workers/calls.ts";
import type { Size } from "./sample-sheet.ts";

export interface FilmPlan {
  readonly steps: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Every so many-th picture. */
  readonly every: number;
}

/** Longer films are for the command line. */
export const MOST_FRAMES = 400;

/** Both ends included; thinned further where there would be too many. */
export function filmSteps({ steps, from, to, every }: FilmPlan): number[] {
  const within = steps.filter((step) => step >= Math.min(from, to) && step <= Math.max(from, to));
  const last = within.length - 1;
  const stride = Math.max(1, every, Math.ceil(last / (MOST_FRAMES - 1)));
  return within.filter((_, i) => i % stride === 0 || i === last);
}

/** So that a film of all steps has about a hundred pictures. */
export const usualEvery = (count: number): number => Math.max(1, Math.ceil(count / 100));

export interface FilmOptions {
  /** The thread that writes it. */
  readonly worker: Worker;
  /** Of a frame, in pixels of the file. */
  readonly size: Size;
  readonly milliseconds: number;
  readonly frames: number;
  /** Draws frame `i`; whatever it draws is enlarged without smoothing. */
  readonly draw: (i: number, context: OffscreenCanvasRenderingContext2D) => Promise<void>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Ends the thread. @returns the file; null where it was cancelled */
export async function writeFilm(options: FilmOptions): Promise<Blob | null> {
  const { worker, size, milliseconds, frames, draw, signal, progress } = options;
  const caller = new Caller(worker);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => caller.answered(data);
  worker.onerror = ({ message }) => caller.abandon({ code: null, sentence: { en: message, zh: message } });
  try {
    const context = drawingContext(size);
    await caller.call("begin", { ...size, milliseconds });
    for (let i = 0; i < frames; i += 1) {
      if (signal.aborted) return null;
      await draw(i, context);
      const { data } = context.getImageData(0, 0, size.width, size.height);
      await caller.call("frame", data, undefined, [data.buffer]);
      progress(i + 1, frames);
    }
    return new Blob([await caller.call<Uint8Array<ArrayBuffer>>("finish", null)], { type: "image/gif" });
  } finally {
    worker.terminate();
  }
}

function drawingContext({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingEnabled = false;
  return context;
}
