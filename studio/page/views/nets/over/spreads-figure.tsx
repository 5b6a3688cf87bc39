/** @file The rows as a ridge, with the legend of one of them; as a table; in a sentence. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { TensorHistogram } from "../../../../api/index.ts";
import { netsText } from "../../../messages/texts.ts";
import { ChartFrame } from "../../../parts/chart-frame.tsx";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import { RidgeBody } from "../../../ridge/body.tsx";
import "../../../ridge/ridge.css";
import { useStudio } from "../../../state/studio.ts";
import { nearestRow, spreadDrawing } from "./spread-rows.ts";
import { SpreadsTable } from "./spreads-table.tsx";
import { spreadsText } from "./spreads-text.ts";

export interface SpreadsFigureProps {
  /** One at least; steps rise. */
  readonly found: readonly TensorHistogram[];
  /** The checkpoint that is looked at. */
  readonly step: number | null;
}

export function SpreadsFigure({ found, step }: SpreadsFigureProps): JSX.Element {
  const text = spreadsText.value;
  const { scrubber } = useStudio();
  const marked = nearestRow(found, step);
  const drawing = useMemo(() => spreadDrawing(found, marked), [found, marked]);
  const at = (row: number): TensorHistogram => found.at(row) as TensorHistogram;
  const said = (row: number): string => rowText(at(row));
  const { tensor, of } = at(0);
  const name = `${tensor}, ${netsText.value.histogram[of]}`;
  return (
    <ChartFrame
      shortcut="t"
      title={text.title}
      how={text.how}
      summary={text.summary({ name, marked: said(marked), first: said(0), last: said(-1) })}
      table={<SpreadsTable {...{ found, marked, name }} />}
      chart={(toTable) => (
        <RidgeBody
          {...{ ...drawing, said, toTable, title: `${text.title}: ${name}`, onPick: scrubber.to }}
          legend={(row) => <Legend {...at(row)} />}
        />
      )}
    />
  );
}

function rowText({ step, min, max, mean, std, strange }: TensorHistogram): string {
  const [from, to] = [shortNumber(min), shortNumber(max)];
  const numbers = { from, to, mean: shortNumber(mean), std: shortNumber(std) };
  const row = spreadsText.value.row({ step: wholeNumber(step), ...numbers });
  return strange === 0 ? row : `${row}; ${netsText.value.histogram.strange({ count: wholeNumber(strange) })}`;
}

function Legend({ step, mean, std, strange }: TensorHistogram): JSX.Element {
  const { columns } = spreadsText.value;
  return (
    <ul class="legend" aria-hidden="true">
      <li>
        {columns.mean} <b>{shortNumber(mean)}</b>
      </li>
      <li>
        {columns.std} <b>{shortNumber(std)}</b>
      </li>
      {strange > 0 && <li>{netsText.value.histogram.strange({ count: wholeNumber(strange) })}</li>}
      <li class="where">
        {columns.step} {wholeNumber(step)}
      </li>
    </ul>
  );
}
