/** @file The pictures of a run's history that become a film, and how large a sheet of them is. */
import { stepName } from "gantry/store";
import { useEffect, useState } from "preact/hooks";
import type { FilmPictures } from "../../../parts/film-pictures.ts";
import { filmSteps } from "../../../parts/sample-film.ts";
import { cellBox, type Sheet, sheetOf } from "../../../parts/sample-sheet.ts";
import type { SamplesProps } from "../samples-props.ts";

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

/** Sheets, or one cell of them. */
export function historyFilm(
  { pictures, options, steps }: SamplesProps,
  choice: FilmChoice,
  sheet: Sheet,
): FilmPictures {
  const chosen = filmSteps({ steps, ...choice });
  const box =
    choice.cell && options.cell !== null
      ? cellBox(sheet, options.cell)
      : { left: 0, top: 0, width: sheet.width, height: sheet.height };
  const size = { width: Math.round(box.width * choice.scale), height: Math.round(box.height * choice.scale) };
  return {
    size,
    milliseconds: choice.milliseconds,
    frames: chosen.length,
    name: (i) => stepName(chosen[i] as number),
    draw: async (i, context) => {
      const bitmap = await pictures.load(chosen[i] as number);
      context.drawImage(bitmap, box.left, box.top, box.width, box.height, 0, 0, size.width, size.height);
      bitmap.close();
    },
  };
}
