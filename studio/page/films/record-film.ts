/** @file Records a film as WebM while it plays, on a canvas that nobody sees: a browser has its encoders for that alone. */
import type { FilmPictures } from "../parts/film-pictures.ts";
import type { Size } from "../parts/sample-sheet.ts";
import type { Progress } from "../workers/calls.ts";
import { filmCanvas } from "./film-canvas.ts";
import { recordedTime } from "./recorded-time.ts";
import { ended, isRecorded } from "./webm.ts";

export interface Recording {
  readonly pictures: FilmPictures;
  /** As `MediaRecorder` takes it. */
  readonly type: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Many, for small pictures have hard edges. */
const BITS_A_SECOND = 16_000_000;

/** Milliseconds after which it is asked again whether the last frame is recorded, and in which it should be. */
const AGAIN = 50;
const AT_MOST = 20_000;

/** @returns null where it was cancelled */
export async function recordFilm({ pictures, type, signal, progress }: Recording): Promise<Blob | null> {
  const { size, milliseconds, frames, draw } = pictures;
  const screen = filmedScreen(size);
  const { recorder, soFar, file } = recording(screen.stream, type);
  const time = recordedTime(recorder);
  const next = filmCanvas(size);
  try {
    for (let i = 0; i < frames; i += 1) {
      await time.reach(i * milliseconds, signal, draw(i, next)); // the frame before it is shown meanwhile
      if (signal.aborted) return null;
      screen.show(next.canvas);
      progress(i + 1, frames);
    }
    // A frame lasts until there is another. A busy recorder is late, and leaves out what it has no time for: the last frame
    // is shown until it has it, and what is too much of it is taken off again.
    const wanted = { frames, milliseconds: frames * milliseconds };
    for (let more = 0; more < AT_MOST && !signal.aborted; more += AGAIN) {
      await time.reach(wanted.milliseconds + more, signal);
      screen.show(next.canvas);
      if (isRecorded(await soFar(), wanted)) break;
    }
    return signal.aborted ? null : new Blob([ended(await file(), wanted)], { type: "video/webm" });
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

type Bytes = Uint8Array<ArrayBuffer>;

interface Recorded {
  readonly recorder: MediaRecorder;
  /** What is recorded by now; nothing more once it failed. @throws what the recorder says */
  readonly soFar: () => Promise<Bytes>;
  /** Ends it. @throws what the recorder says */
  readonly file: () => Promise<Bytes>;
}

function recording(stream: MediaStream, type: string): Recorded {
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: BITS_A_SECOND });
  const parts: Blob[] = [];
  let heard = (): void => {};
  recorder.ondataavailable = ({ data }) => {
    parts.push(data);
    heard();
  };
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = (event) => reject((event as ErrorEvent).error ?? new Error(event.type));
  });
  stopped.catch(() => {}); // said by who asks for the file
  recorder.start();
  const all = async (): Promise<Bytes> => new Uint8Array(await new Blob(parts).arrayBuffer());
  const soFar = async (): Promise<Bytes> => {
    const more = new Promise<void>((resolve) => {
      heard = resolve;
    });
    if (recorder.state !== "inactive") recorder.requestData();
    await Promise.race([more, stopped]);
    return all();
  };
  const file = async (): Promise<Bytes> => {
    if (recorder.state !== "inactive") recorder.stop();
    await stopped;
    return all();
  };
  return { recorder, soFar, file };
}
