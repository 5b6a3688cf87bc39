/** @file A film kept as a file of the format that is chosen, and how far it is. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useStudio } from "../../state/studio.ts";
import { canWrite, FILM_KINDS, type FilmKind, filmEndings, keepKind, keptKind } from "../film-kinds.ts";
import type { FilmPictures } from "../film-pictures.ts";
import { sizeText } from "../numbers.ts";
import { saveBlob } from "../sample-save.ts";
import { whyText } from "../why-text.ts";
import { filmText } from "./film-text.ts";
import { writeFilm } from "./write-film.ts";

export interface FilmMakerProps {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Null while there is nothing to write. */
  readonly pictures: FilmPictures | null;
}

export function FilmMaker(props: FilmMakerProps): JSX.Element {
  const text = filmText.value;
  const [kind, setKind] = useState(keptKind);
  const { running, said, start, cancel } = useWriting(props, kind);
  const take = (taken: FilmKind): void => {
    keepKind(taken);
    setKind(taken);
  };
  return (
    <>
      <label>
        {text.kind}
        <select
          value={kind}
          disabled={running !== null}
          onInput={({ currentTarget }) => take(currentTarget.value as FilmKind)}
        >
          {FILM_KINDS.map((one) => (
            <option key={one} value={one} disabled={!canWrite(one)}>
              {canWrite(one) ? text.kinds[one] : text.missing({ kind: text.kinds[one] })}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        onClick={running === null ? start : cancel}
        disabled={running === null && props.pictures === null}
      >
        {running === null ? text.write : text.cancel}
      </button>
      {running === null ? null : (
        <progress max={running.total} value={running.done} aria-label={text.title}>
          {text.progress(running)}
        </progress>
      )}
      <p role="status">{said}</p>
    </>
  );
}

/** How the last one ended: kept as a value, for the language may change while it is said. */
type Ended = { readonly bytes: number } | { readonly cause: unknown } | null;

interface Writing {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly said: string;
  readonly start: () => void;
  readonly cancel: () => void;
}

function useWriting({ name, pictures }: FilmMakerProps, kind: FilmKind): Writing {
  const { workers } = useStudio();
  const [running, setRunning] = useState<Writing["running"]>(null);
  const [ended, setEnded] = useState<Ended>(null);
  const leave = useRef(new AbortController());
  useEffect(() => () => leave.current.abort(), []);
  const write = async (asked: FilmPictures): Promise<void> => {
    leave.current = new AbortController();
    const { signal } = leave.current;
    const progress = (done: number, total: number): void => setRunning({ done, total });
    setEnded(null);
    progress(0, asked.frames);
    const blob = await writeFilm({ kind, pictures: asked, thread: workers.film, signal, progress });
    if (blob === null) return;
    saveBlob(blob, `${name}.${filmEndings[kind]}`);
    setEnded({ bytes: blob.size });
  };
  const start = (): void => {
    if (pictures !== null)
      write(pictures)
        .catch((cause: unknown) => setEnded({ cause }))
        .finally(() => setRunning(null));
  };
  return { running, said: endText(ended), start, cancel: () => leave.current.abort() };
}

function endText(ended: Ended): string {
  const text = filmText.value;
  if (ended === null) return "";
  return "bytes" in ended ? text.done({ size: sizeText(ended.bytes) }) : text.failed({ why: whyText(ended.cause) });
}
