/** @file Where configurations differ, as a table: a row a key, a column a run. */
import type { Json } from "gantry/store";
import type { ComponentChildren, JSX } from "preact";
import { configText, differencesText } from "../messages/texts.ts";
import { differences, type Trained } from "./config-diff.ts";
import { valueText } from "./config-value.ts";
import "./difference-table.css";
import { wholeNumber } from "./numbers.ts";

export interface DifferenceTableProps {
  readonly runs: readonly DifferingRun[];
}

export interface DifferingRun extends Trained {
  readonly id: string;
  /** Before its name. */
  readonly sign?: ComponentChildren;
}

export function DifferenceTable({ runs }: DifferenceTableProps): JSX.Element {
  const text = differencesText.value;
  const found = differences(runs);
  if (found.length === 0) return <p class="quiet">{text.same({ runs: runs.length })}</p>;
  return (
    <div class="difference-table">
      <table>
        <caption>{text.count({ count: found.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{text.key}</th>
            {runs.map(({ id, sign }) => (
              <th key={id} scope="col">
                {sign} {id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.map(({ key, values, changes }) => (
            <tr key={key}>
              <th scope="row">
                <code>{key}</code>
              </th>
              {runs.map(({ id }, i) => (
                <td key={id}>
                  <Value value={values[i]} />
                  {changes[i]?.map(({ step, value }, at) => (
                    <strong key={at}>
                      {configText.value.changedTo({ value: valueText(value) ?? "–", step: wholeNumber(step) })}
                    </strong>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As it would be typed; where there is none, a word for it. */
function Value({ value }: { readonly value: Json | undefined }): JSX.Element {
  const text = differencesText.value;
  const shown = valueText(value);
  if (shown === null) return <span class="quiet">{value === undefined ? text.absent : text.none}</span>;
  return <code>{shown}</code>;
}
