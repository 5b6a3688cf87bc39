/** @file A chart as a table, newest first, 25 rows a page. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { chartsText } from "../messages/texts.ts";
import { type ChartLine, unionOf } from "./chart-data.ts";
import type { ChartAxis } from "./chart-props.ts";
import { Icon } from "./icon.tsx";
import { shortNumber } from "./numbers.ts";

const ROWS = 25;

export interface ChartTableProps {
  readonly lines: readonly ChartLine[];
  readonly axis: ChartAxis;
  readonly title: string;
}

export function ChartTable({ lines, axis, title }: ChartTableProps): JSX.Element {
  const [page, setPage] = useState(0);
  const x = unionOf(lines.map((line) => line.x));
  const pages = Math.max(1, Math.ceil(x.length / ROWS));
  const at = Math.min(page, pages - 1);
  const rows = x.toReversed().slice(at * ROWS, (at + 1) * ROWS);
  return (
    <div class="chart-table">
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{axis.label}</th>
            {lines.map((line) => (
              <th key={line.key} scope="col" class="number">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((value) => (
            <tr key={value}>
              <th scope="row">{axis.format(value)}</th>
              {lines.map((line) => (
                <td key={line.key} class="number">
                  {shortNumber(line.y[line.x.indexOf(value)])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && <Pages at={at} pages={pages} go={setPage} />}
    </div>
  );
}

interface PagesProps {
  readonly at: number;
  readonly pages: number;
  readonly go: (page: number) => void;
}

function Pages({ at, pages, go }: PagesProps): JSX.Element {
  const text = chartsText.value;
  return (
    <div class="pages">
      <button type="button" disabled={at === 0} onClick={() => go(at - 1)} aria-label={text.previousPage}>
        <Icon name="back" />
      </button>
      <span>{text.page({ page: at + 1, pages })}</span>
      <button type="button" disabled={at === pages - 1} onClick={() => go(at + 1)} aria-label={text.nextPage}>
        <Icon name="on" />
      </button>
    </div>
  );
}
