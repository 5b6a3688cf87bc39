/** @file A group of values. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { configText } from "../../messages/texts.ts";
import { isGiven, valueText } from "../../parts/config-value.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import type { ConfigRow, Group } from "./config-rows.ts";

export interface RowText {
  readonly flag: string;
  readonly help: string;
  readonly origin: string;
}

export interface ValueTableProps {
  readonly group: Group;
  readonly rows: readonly ConfigRow[];
  readonly textOf: (row: ConfigRow) => RowText;
}

export function ValueTable({ group, rows, textOf }: ValueTableProps): JSX.Element {
  const heading = useId();
  const text = configText.value;
  const { key, value, origin, help } = text.columns;
  return (
    <section class={`value-group group-${group}`}>
      <h2 id={heading}>{text.groups[group]}</h2>
      <table aria-labelledby={heading}>
        <colgroup>
          <col class="key" />
          <col class="value" />
          <col class="from" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{key}</th>
            <th scope="col">{value}</th>
            <th scope="col">{origin}</th>
            <th scope="col">{help}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ValueRow key={row.key} row={row} text={textOf(row)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ValueRow({ row, text }: { readonly row: ConfigRow; readonly text: RowText }): JSX.Element {
  const { key, value, origin, changed } = row;
  return (
    <tr>
      <th scope="row" title={text.flag || undefined}>
        <code>{key}</code>
      </th>
      <td>
        <ValueCell value={value} />
        {changed?.kind === "set" && (
          <strong>
            {configText.value.changedTo({ value: String(changed.value), step: wholeNumber(changed.step) })}
          </strong>
        )}
      </td>
      <td>
        <span class={isGiven(origin) || changed !== null ? "origin given" : "origin"}>{text.origin}</span>
      </td>
      <td class="help">{text.help}</td>
    </tr>
  );
}

/** A value as it would be typed; where there is none, a word for it. */
function ValueCell({ value }: { readonly value: ConfigRow["value"] | undefined }): JSX.Element {
  const shown = valueText(value);
  if (shown === null) return <span class="quiet">{configText.value.none}</span>;
  return <code>{shown}</code>;
}
