/** @file Which pictures of the history become a film, how large and how fast. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { samplesText } from "../../../messages/texts.ts";
import { FilmMakerSlot } from "../../../parts/film-maker-slot.ts";
import { filmText } from "../../../parts/on-use/film-text.ts";
import { usualEvery } from "../../../parts/sample-film.ts";
import type { SamplesProps } from "../samples-props.ts";
import { type FilmChoice, historyFilm, useSheetSize } from "./history-film.ts";

export function FilmForm(props: SamplesProps): JSX.Element {
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
  const film = sheet === null ? null : historyFilm(props, choice, sheet);
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
  return (
    <fieldset class="film">
      <legend>{filmText.value.title}</legend>
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
      {film === null ? null : <p class="quiet">{text.count({ count: format(film.frames), ...film.size })}</p>}
      <FilmMakerSlot name={detail.summary.id} pictures={film === null || film.frames === 0 ? null : film} />
    </fieldset>
  );
}
