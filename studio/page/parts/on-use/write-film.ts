/** @file Pictures are drawn here, one after the other; a thread makes a film of them. */
import { type Answer, Caller, type Progress } from "../../workers/calls.ts";
import type { BeginRequest, FrameRequest } from "../../workers/film.worker.ts";
import type { FilmKind } from "../film-kinds.ts";
import type { FilmPictures } from "../film-pictures.ts";
import type { Size } from "../sample-sheet.ts";

export interface FilmRequest {
  readonly kind: FilmKind;
  readonly pictures: FilmPictures;
  /** Begins the thread that writes it, which ends with the film. */
  readonly thread: () => Worker;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** @returns the file; null where it was cancelled, whatever was under way @throws what drawing and writing throw */
export async function writeFilm(request: FilmRequest): Promise<Blob | null> {
  const { thread, signal } = request;
  const worker = thread();
  const caller = new Caller(worker);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => caller.answered(data);
  worker.onerror = ({ message }) => caller.abandon({ code: null, sentence: { en: message, zh: message } });
  const cancelled = new Promise<null>((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
  try {
    return await Promise.race([written(request, caller), cancelled]);
  } finally {
    worker.terminate();
  }
}

async function written({ kind, pictures, signal, progress }: FilmRequest, caller: Caller): Promise<Blob | null> {
  const { size, milliseconds, frames, draw, name } = pictures;
  const context = filmCanvas(size);
  await caller.call("begin", { ...size, milliseconds, kind } satisfies BeginRequest);
  for (let i = 0; i < frames; i += 1) {
    await draw(i, context);
    if (signal.aborted) return null;
    const { data: rgba } = context.getImageData(0, 0, size.width, size.height);
    await caller.call("frame", { rgba, name: name(i) } satisfies FrameRequest, undefined, [rgba.buffer]);
    if (signal.aborted) return null;
    progress(i + 1, frames);
  }
  return await caller.call<Blob>("finish", null);
}

function filmCanvas({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingEnabled = false;
  return context;
}
