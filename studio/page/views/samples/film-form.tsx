/** @file Which pictures of the history become a film, how large and how fast. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { filmSteps, usualEvery } from "../../parts/sample-film.ts";
import type { SamplesProps } from "./samples-props.ts";
import { type Film, type FilmChoice, useFilm, useSheetSize } from "./use-film.ts";

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
      <p class="quiet">{text.count({ count: format(frames), ...film.size })}</p>
      <FilmButtons film={film} ready={frames > 0 && sheet !== null} />
      <p role="status">{film.said}</p>
    </fieldset>
  );
}

function FilmButtons({ film, ready }: { readonly film: Film; readonly ready: boolean }): JSX.Element {
  const text = samplesText.value.export;
  if (film.running === null) {
    return (
      <button type="button" onClick={film.start} disabled={!ready}>
        {text.write}
      </button>
    );
  }
  return (
    <>
      <button type="button" onClick={film.cancel}>
        {text.cancel}
      </button>
      <progress max={film.running.total} value={film.running.done} aria-label={text.gif}>
        {text.progress(film.running)}
      </progress>
    </>
  );
}
