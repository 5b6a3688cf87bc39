/** @file The ridge as a table, newest first. */
import type { JSX } from "preact";
import type { OutputsLine } from "../../api/index.ts";
import { wholeNumber } from "../parts/numbers.ts";
import { medianOf, middleOf, overlapText } from "./facts.ts";
import { ridgeText } from "./text.ts";

export function RidgeTable({ lines }: { readonly lines: readonly OutputsLine[] }): JSX.Element {
  const text = ridgeText.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section class="chart-table" tabIndex={0} aria-label={text.title}>
      <table aria-label={text.title}>
        <thead>
          <tr>
            <th scope="col">{text.step}</th>
            {[text.real, text.fake].map((of) => (
              <th key={of} scope="col" class="number">
                {text.median({ of })}
              </th>
            ))}
            <th scope="col" class="number">
              {text.overlap}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.toReversed().map((line) => (
            <tr key={line.step}>
              <th scope="row">{wholeNumber(line.step)}</th>
              <Spread quantiles={line.real} />
              <Spread quantiles={line.fake} />
              <td class="number">{overlapText(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Spread = ({ quantiles }: { readonly quantiles: readonly number[] }): JSX.Element => (
  <td class="number">
    {medianOf(quantiles)} <small>({middleOf(quantiles)})</small>
  </td>
);
