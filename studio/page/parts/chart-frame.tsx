/** @file What is around a chart: its name, how to read it, the sentence that tells it, and the way to its table and back. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { chartsText } from "../messages/texts.ts";
import { HowButton, TableButton } from "./caption-buttons.tsx";

export interface ChartFrameProps {
  readonly title: string;
  /** How to read it, a sentence or two. */
  readonly how: string | undefined;
  /** The chart in words; null: there is nothing to show. */
  readonly summary: string | null;
  readonly table: JSX.Element;
  /** @param toTable shows the table, from where the drawing has the keys */
  readonly chart: (toTable: () => void) => JSX.Element;
  /** The key that shows the table from there; none without it. */
  readonly shortcut?: string;
  readonly asTable?: boolean | undefined;
  /** Further buttons. */
  readonly children?: ComponentChildren;
}

export function ChartFrame(props: ChartFrameProps): JSX.Element {
  const { title, how, summary, table, chart, shortcut, asTable, children } = props;
  const [chosen, setChosen] = useState(false);
  const [explained, setExplained] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const text = chartsText.value;
  const shown = chosen || asTable === true;
  const toTable = (): void => {
    setChosen(true);
    button.current?.focus(); // the drawing goes, and this is the way back to it
  };
  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <span class="space" />
        {children}
        <TableButton {...{ title, shown, button, shortcut }} toggle={() => setChosen(!chosen)} />
        {how !== undefined && <HowButton title={title} shown={explained} toggle={() => setExplained(!explained)} />}
      </figcaption>
      {explained && <p class="how">{how}</p>}
      <p class="hidden-text" id={`${id}-summary`}>
        {summary ?? text.none}
      </p>
      {summary === null && <p class="quiet">{text.none}</p>}
      {summary !== null && (shown ? table : chart(toTable))}
    </figure>
  );
}
