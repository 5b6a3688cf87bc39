/** @file What is shown as PNG, the history as a film. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { pictureOf, saveBlob } from "../../parts/sample-save.ts";
import "./export-menu.css";
import { partOnUse } from "../../parts/part-on-use.tsx";
import type { SamplesProps } from "./samples-props.ts";

const FilmForm = partOnUse<SamplesProps>(() => import("./film/film-form.tsx").then((module) => module.FilmForm));

export interface ExportMenuProps extends SamplesProps {
  /** What is shown, for the picture. */
  readonly shown: { readonly current: HTMLElement | null };
}

export function ExportMenu(props: ExportMenuProps): JSX.Element {
  const { shown, detail, step } = props;
  const text = samplesText.value.export;
  const [failure, setFailure] = useState<string | null>(null);
  const [opened, setOpened] = useState(false); // a film goes on where the menu is closed again
  const picture = (): void => {
    if (shown.current === null) return;
    pictureOf(shown.current).then(
      (blob) => saveBlob(blob, `${detail.summary.id}-${step}.png`),
      (cause: unknown) => setFailure(String(cause)),
    );
  };
  return (
    <details class="menu" onToggle={() => setOpened(true)}>
      <summary>{text.title}</summary>
      <div class="menu-body">
        <button type="button" onClick={picture}>
          {text.png}
        </button>
        {failure === null ? null : <p role="alert">{failure}</p>}
        {opened && <FilmForm {...props} />}
      </div>
    </details>
  );
}
