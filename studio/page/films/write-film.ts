/** @file A film becomes a file: in a thread, or recorded as it plays. Loads when the first film is asked for. */
import { type FilmKind, webmType } from "../parts/film-kinds.ts";
import type { FilmPictures } from "../parts/film-pictures.ts";
import { type Answer, Caller, type Progress } from "../workers/calls.ts";
import type { BeginRequest, FrameRequest } from "../workers/film.worker.ts";
import { filmCanvas } from "./film-canvas.ts";
import { recordFilm } from "./record-film.ts";

export interface FilmRequest {
  readonly kind: FilmKind;
  readonly pictures: FilmPictures;
  /** The thread that writes it, where one does. */
  readonly thread: () => Worker;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** @returns the file; null where it was cancelled @throws what drawing and writing throw */
export const writeFilm = (request: FilmRequest): Promise<Blob | null> =>
  request.kind === "webm" ? recordFilm({ ...request, type: webmType() as string }) : inThread(request);

/** Ends the thread. */
async function inThread({ kind, pictures, thread, signal, progress }: FilmRequest): Promise<Blob | null> {
  const { size, milliseconds, frames, draw, name } = pictures;
  const worker = thread();
  const caller = new Caller(worker);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => caller.answered(data);
  worker.onerror = ({ message }) => caller.abandon({ code: null, sentence: { en: message, zh: message } });
  try {
    const context = filmCanvas(size);
    await caller.call("begin", { ...size, milliseconds, kind } as BeginRequest);
    for (let i = 0; i < frames; i += 1) {
      if (signal.aborted) return null;
      await draw(i, context);
      const { data: rgba } = context.getImageData(0, 0, size.width, size.height);
      await caller.call("frame", { rgba, name: name(i) } satisfies FrameRequest, undefined, [rgba.buffer]);
      progress(i + 1, frames);
    }
    return signal.aborted ? null : await caller.call<Blob>("finish", null);
  } finally {
    worker.terminate();
  }
}
