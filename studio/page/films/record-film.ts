/** @file Records a film as WebM while it plays, on a canvas that nobody sees: a browser has its encoders for that alone. */
import type { FilmPictures } from "../parts/film-pictures.ts";
import type { Size } from "../parts/sample-sheet.ts";
import type { Progress } from "../workers/calls.ts";
import { filmCanvas } from "./film-canvas.ts";
import { recordedTime } from "./recorded-time.ts";

export interface Recording {
  readonly pictures: FilmPictures;
  /** As `MediaRecorder` takes it. */
  readonly type: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Many, for small pictures have hard edges. */
const BITS_A_SECOND = 16_000_000;

/** Milliseconds in which the recorder has the last frame; it tells nobody when. */
const ENCODED = 250;

/** @returns null where it was cancelled */
export async function recordFilm({ pictures, type, signal, progress }: Recording): Promise<Blob | null> {
  const { size, milliseconds, frames, draw } = pictures;
  const screen = filmedScreen(size);
  const { recorder, file } = recording(screen.stream, type);
  const time = recordedTime(recorder);
  const next = filmCanvas(size);
  try {
    for (let i = 0; i < frames; i += 1) {
      await time.reach(i * milliseconds, signal, draw(i, next)); // the frame before it is shown meanwhile
      if (signal.aborted) return null;
      screen.show(next.canvas);
      progress(i + 1, frames);
    }
    await time.reach(frames * milliseconds, signal);
    screen.show(next.canvas); // a frame lasts until there is another
    await time.reach(frames * milliseconds + ENCODED, signal);
    return signal.aborted ? null : await file();
  } finally {
    time.end();
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of screen.stream.getTracks()) track.stop();
  }
}

interface Screen {
  readonly stream: MediaStream;
  readonly show: (picture: OffscreenCanvas) => void;
}

/** Frames are taken when there is one; where a browser cannot be told, whenever the canvas changes. */
function filmedScreen(size: Size): Screen {
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("no canvas");
  const told = "CanvasCaptureMediaStreamTrack" in globalThis;
  const stream = told ? canvas.captureStream(0) : canvas.captureStream();
  const [track] = stream.getVideoTracks() as CanvasCaptureMediaStreamTrack[];
  const show = (picture: OffscreenCanvas): void => {
    context.drawImage(picture, 0, 0);
    track?.requestFrame?.();
  };
  return { stream, show };
}

interface Recorded {
  readonly recorder: MediaRecorder;
  /** Ends it. @throws what the recorder says */
  readonly file: () => Promise<Blob>;
}

function recording(stream: MediaStream, type: string): Recorded {
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_A_SECOND });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = (event) => reject((event as ErrorEvent).error ?? new Error(event.type));
  });
  ended.catch(() => {}); // said by who asks for the file
  recorder.start();
  const file = async (): Promise<Blob> => {
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
    return new Blob(parts, { type: "video/webm" });
  };
  return { recorder, file };
}
