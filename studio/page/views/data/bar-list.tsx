/** @file Named counts as bars: a table, so that it reads as one. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dataText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";

export interface BarListProps {
  readonly label: string;
  readonly rows: readonly { readonly name: string; readonly count: number }[];
  /** What the names are. */
  readonly of: string;
}

const SHOWN = 20;

export function BarList({ label, rows, of }: BarListProps): JSX.Element {
  const [all, setAll] = useState(false);
  const text = dataText.value;
  const most = rows.reduce((most, { count }) => Math.max(most, count), 1);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <div class="bar-list">
      <table aria-label={label}>
        <thead class="hidden-text">
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{text.count}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, count }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span class="bar" style={{ width: `${(100 * count) / most}%` }} />
                <span>{wholeNumber(count)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {text.all} ({wholeNumber(rows.length)})
        </button>
      )}
    </div>
  );
}
