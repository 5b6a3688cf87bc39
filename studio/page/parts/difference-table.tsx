/** @file Where configurations differ, as a table: a row a key, a column a run. */
import type { Json } from "gantry/store";
import type { ComponentChildren, JSX } from "preact";
import { configText, differencesText } from "../messages/texts.ts";
import type { Rollback, ValueChange } from "./config-changes.ts";
import { differences, type Trained } from "./config-diff.ts";
import { valueText } from "./config-value.ts";
import "./difference-table.css";
import { shortNumber, wholeNumber } from "./numbers.ts";

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
              <th scope="row">{key === null ? text.rollbacks : <code>{key}</code>}</th>
              {runs.map(({ id }, i) => (
                <td key={id}>
                  <Value value={values[i]} />
                  {changes[i]?.map((change, at) => (
                    <strong key={at}>{changeText(change)}</strong>
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

function changeText(change: ValueChange | Rollback): string {
  const step = wholeNumber(change.step);
  if (change.kind === "set") return configText.value.changedTo({ value: valueText(change.value) ?? "–", step });
  return differencesText.value.rolledBack({ step, to: wholeNumber(change.to), factor: shortNumber(change.factor) });
}

/** As it would be typed; where there is none, a word for it. */
function Value({ value }: { readonly value: Json | undefined }): JSX.Element {
  const text = differencesText.value;
  const shown = valueText(value);
  if (shown === null) return <span class="quiet">{value === undefined ? text.absent : text.none}</span>;
  return <code>{shown}</code>;
}
