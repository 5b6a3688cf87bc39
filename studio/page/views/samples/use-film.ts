/** @file A film of a run's history being written, and how far it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { sizeText } from "../../parts/numbers.ts";
import { filmSteps, writeFilm } from "../../parts/sample-film.ts";
import { saveBlob } from "../../parts/sample-save.ts";
import { cellBox, type Sheet, sheetOf } from "../../parts/sample-sheet.ts";
import { useStudio } from "../../state/studio.ts";
import type { SamplesProps } from "./samples-props.ts";

export interface FilmChoice {
  readonly cell: boolean;
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly milliseconds: number;
  readonly scale: number;
}

/** How large a sheet of this run is, from the one that is shown. */
export function useSheetSize({ pictures, detail, step }: SamplesProps): Sheet | null {
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

export interface Film {
  readonly size: { readonly width: number; readonly height: number };
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly said: string;
  readonly start: () => void;
  readonly cancel: () => void;
}

export function useFilm(props: SamplesProps, choice: FilmChoice, sheet: Sheet | null): Film {
  const { pictures, options, detail, steps } = props;
  const { workers } = useStudio();
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
      worker: workers.gif(),
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
          setSaid(text.done({ size: sizeText(blob.size) }));
        },
        (cause: unknown) => setSaid(text.failed({ why: String(cause instanceof Error ? cause.message : cause) })),
      )
      .finally(() => setRunning(null));
  };
  return { size, running, said, start, cancel: () => leave.current.abort() };
}
