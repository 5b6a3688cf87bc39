/** @file The rows as a table, newest first. */
import type { JSX } from "preact";
import type { TensorHistogram } from "../../../../api/index.ts";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import { spreadsText } from "./spreads-text.ts";

const NUMBERS = ["min", "max", "mean", "std"] as const;

export interface SpreadsTableProps {
  readonly found: readonly TensorHistogram[];
  /** The scrubber's row. */
  readonly marked: number;
  /** Of what. */
  readonly name: string;
}

export function SpreadsTable({ found, marked, name }: SpreadsTableProps): JSX.Element {
  const { columns } = spreadsText.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section class="chart-table" tabIndex={0} aria-label={name}>
      <table aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{columns.step}</th>
            {NUMBERS.map((column) => (
              <th key={column} scope="col" class="number">
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.toReversed().map((histogram) => (
            <tr key={histogram.step} aria-current={histogram === found[marked] ? "step" : undefined}>
              <th scope="row">{wholeNumber(histogram.step)}</th>
              {NUMBERS.map((column) => (
                <td key={column} class="number">
                  {shortNumber(histogram[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
