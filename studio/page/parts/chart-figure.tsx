/**
 * @file A chart that everybody can read: drawn, moved through by keys, told in a sentence, and as a table. All charts of
 * a page share one cursor, and show the step that the scrubber is at.
 */
import type { JSX } from "preact";
import { chartsText } from "../messages/texts.ts";
import { ChartBody } from "./chart-body.tsx";
import { factsOf } from "./chart-data.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { ChartFigureProps } from "./chart-props.ts";
import { ChartTable } from "./chart-table.tsx";
import { shortNumber, wholeNumber } from "./numbers.ts";

export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const { title, how, lines, axis, asTable, zoom = null } = props;
  return (
    <ChartFrame
      {...{ title, how, asTable }}
      shortcut="t"
      summary={lines.every(({ x }) => x.length === 0) ? null : summaryOf(props)}
      table={<ChartTable lines={lines} axis={axis} title={title} />}
      chart={(toTable) => <ChartBody {...props} toTable={toTable} />}
    >
      {zoom !== null && (
        <button type="button" class="plain" onClick={() => props.onZoom?.(null)}>
          {chartsText.value.unzoom}
        </button>
      )}
    </ChartFrame>
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
