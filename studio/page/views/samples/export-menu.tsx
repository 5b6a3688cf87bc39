/** @file What is shown as PNG, the history as GIF. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/samples.ts";
import { filmSteps, usualEvery, writeFilm } from "../../parts/sample-film.ts";
import { pictureOf, saveBlob } from "../../parts/sample-save.ts";
import { cellBox, type Sheet, sheetOf } from "../../parts/sample-sheet.ts";
import type { SamplesProps } from "./samples-props.ts";

export interface ExportMenuProps extends SamplesProps {
  /** What is shown, for the picture. */
  readonly shown: { readonly current: HTMLElement | null };
}

export function ExportMenu(props: ExportMenuProps): JSX.Element {
  const { shown, detail, step } = props;
  const text = samplesText.value.export;
  const [failure, setFailure] = useState<string | null>(null);
  const picture = (): void => {
    if (shown.current === null) return;
    pictureOf(shown.current).then(
      (blob) => saveBlob(blob, `${detail.summary.id}-${step}.png`),
      (cause: unknown) => setFailure(String(cause)),
    );
  };
  return (
    <details class="menu">
      <summary>{text.title}</summary>
      <div class="menu-body">
        <button type="button" onClick={picture}>
          {text.png}
        </button>
        {failure === null ? null : <p role="alert">{failure}</p>}
        <FilmForm {...props} />
      </div>
    </details>
  );
}

interface FilmChoice {
  readonly cell: boolean;
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly milliseconds: number;
  readonly scale: number;
}

function FilmForm(props: ExportMenuProps): JSX.Element {
  const { detail, steps, options, format } = props;
  const text = samplesText.value.export;
  const [choice, setChoice] = useState<FilmChoice>({
    cell: false,
    from: steps[0] as number,
    to: steps.at(-1) as number,
    every: usualEvery(steps.length),
    milliseconds: 80,
    scale: 1,
  });
  const sheet = useSheetSize(props);
  const film = useFilm(props, choice, sheet);
  const field = (name: "from" | "to" | "every" | "milliseconds" | "scale", label: string, low: number): JSX.Element => (
    <label>
      {label}
      <input
        type="number"
        min={low}
        value={choice[name]}
        onInput={({ currentTarget }) => setChoice({ ...choice, [name]: Math.max(low, Number(currentTarget.value)) })}
      />
    </label>
  );
  const frames = filmSteps({ steps, ...choice }).length;
  return (
    <fieldset class="film">
      <legend>{text.gif}</legend>
      {detail.grid?.kind === "images" && options.cell !== null ? (
        <label>
          {text.what}
          <select
            value={choice.cell ? "cell" : "sheet"}
            onInput={({ currentTarget }) => setChoice({ ...choice, cell: currentTarget.value === "cell" })}
          >
            <option value="sheet">{text.sheet}</option>
            <option value="cell">{text.cell({ cell: options.cell })}</option>
          </select>
        </label>
      ) : null}
      {field("from", text.from, 0)}
      {field("to", text.to, 0)}
      {field("every", text.every, 1)}
      {field("milliseconds", text.speed, 20)}
      {field("scale", text.scale, 1)}
      <p class="muted">{text.count({ count: format(frames), ...film.size })}</p>
      {film.running === null ? (
        <button type="button" onClick={film.start} disabled={frames === 0 || sheet === null}>
          {text.write}
        </button>
      ) : (
        <button type="button" onClick={film.cancel}>
          {text.cancel}
        </button>
      )}
      {film.running === null ? null : (
        <progress max={film.running.total} value={film.running.done}>
          {text.progress(film.running)}
        </progress>
      )}
      <p role="status">{film.said}</p>
    </fieldset>
  );
}

/** How large a sheet of this run is, from the one that is shown. */
function useSheetSize({ pictures, detail, step }: SamplesProps): Sheet | null {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    let here = true;
    pictures.load(step).then(
      (bitmap) => {
        if (here) setSheet(sheetOf(detail.grid, bitmap));
        bitmap.close();
      },
      () => {}, // without it nothing is offered
    );
    return () => {
      here = false;
    };
  }, [pictures]);
  return sheet;
}

interface Film {
  readonly size: { readonly width: number; readonly height: number };
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly said: string;
  readonly start: () => void;
  readonly cancel: () => void;
}

function useFilm(props: ExportMenuProps, choice: FilmChoice, sheet: Sheet | null): Film {
  const { pictures, options, detail, steps } = props;
  const text = samplesText.value.export;
  const [running, setRunning] = useState<Film["running"]>(null);
  const [said, setSaid] = useState("");
  const leave = useRef(new AbortController());
  useEffect(() => () => leave.current.abort(), []);
  const box =
    sheet === null
      ? { left: 0, top: 0, width: 0, height: 0 }
      : choice.cell && options.cell !== null
        ? cellBox(sheet, options.cell)
        : { left: 0, top: 0, width: sheet.width, height: sheet.height };
  const size = { width: box.width * choice.scale, height: box.height * choice.scale };
  const start = (): void => {
    const chosen = filmSteps({ steps, ...choice });
    leave.current = new AbortController();
    setSaid("");
    setRunning({ done: 0, total: chosen.length });
    const film = writeFilm({
      size,
      milliseconds: choice.milliseconds,
      frames: chosen.length,
      signal: leave.current.signal,
      progress: (done, total) => setRunning({ done, total }),
      draw: async (i, context) => {
        const bitmap = await pictures.load(chosen[i] as number);
        context.drawImage(bitmap, box.left, box.top, box.width, box.height, 0, 0, size.width, size.height);
        bitmap.close();
      },
    });
    film
      .then(
        (blob) => {
          if (blob === null) return;
          saveBlob(blob, `${detail.summary.id}.gif`);
          setSaid(text.done({ size: `${props.format(Math.ceil(blob.size / 1000))} kB` }));
        },
        (cause: unknown) => setSaid(text.failed({ why: String(cause instanceof Error ? cause.message : cause) })),
      )
      .finally(() => setRunning(null));
  };
  return { size, running, said, start, cancel: () => leave.current.abort() };
}
