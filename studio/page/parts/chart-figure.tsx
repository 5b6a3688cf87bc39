/**
 * @file A chart that everybody can read: drawn, moved through by keys, told in a sentence, and as a table. All charts of
 * a page share one cursor, and show the step that the scrubber is at.
 */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { chartsText } from "../messages/texts.ts";
import { ChartBody } from "./chart-body.tsx";
import { factsOf } from "./chart-data.ts";
import type { ChartFigureProps } from "./chart-props.ts";
import { ChartTable } from "./chart-table.tsx";
import { Icon } from "./icon.tsx";
import { shortNumber, wholeNumber } from "./numbers.ts";

export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const [table, setTable] = useState(false);
  const [how, setHow] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const text = chartsText.value;
  const { title, lines, zoom = null } = props;
  const shown = table || props.asTable === true;
  const toTable = (): void => {
    setTable(true);
    button.current?.focus(); // the drawing goes, and this is the way back to it
  };
  const empty = lines.every(({ x }) => x.length === 0);
  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <span class="space" />
        {zoom !== null && (
          <button type="button" class="plain" onClick={() => props.onZoom?.(null)}>
            {text.unzoom}
          </button>
        )}
        <button
          type="button"
          class="plain"
          ref={button}
          aria-pressed={shown}
          aria-label={`${text.table}: ${title}`}
          title={`${text.table} (t)`}
          onClick={() => setTable(!table)}
        >
          <Icon name="table" />
        </button>
        <button
          type="button"
          class="plain"
          aria-expanded={how}
          aria-label={`${text.how}: ${title}`}
          title={text.how}
          onClick={() => setHow(!how)}
        >
          <Icon name="help" />
        </button>
      </figcaption>
      {how && <p class="how">{props.how}</p>}
      <p class="hidden-text" id={`${id}-summary`}>
        {empty ? text.none : summaryOf(props)}
      </p>
      {empty && <p class="quiet">{text.none}</p>}
      {!empty && shown && <ChartTable lines={lines} axis={props.axis} title={title} />}
      {!empty && !shown && <ChartBody {...props} toTable={toTable} />}
    </figure>
  );
}

/** The chart in a sentence a line. */
export function summaryOf({ lines, axis }: Pick<ChartFigureProps, "lines" | "axis">): string {
  const text = chartsText.value;
  const at = (x: number): string => text.at({ axis: axis.label, value: axis.format(x) });
  return lines
    .flatMap((line) => {
      const facts = factsOf(line);
      if (facts === null) return [];
      const { last, least, leastX, greatest, greatestX, trend } = facts;
      return text.summary({
        ...{ label: line.label, count: wholeNumber(line.x.length), last: shortNumber(last) },
        ...{ least: shortNumber(least), leastAt: at(leastX) },
        ...{ greatest: shortNumber(greatest), greatestAt: at(greatestX), trend: text.trends[trend] },
      });
    })
    .join(" ");
}
