/** @file What differs between the runs' configurations, a column a run. */
import type { JSX } from "preact";
import { compareText } from "../../messages/compare.ts";
import { differences } from "../../parts/config-diff.ts";
import { valueText } from "../../parts/config-value.ts";
import type { Compared } from "./compared.ts";
import { Swatch } from "./swatch.tsx";

export function ConfigDifferences({ compared }: { readonly compared: readonly Compared[] }): JSX.Element | null {
  const text = compareText.value.differences;
  const read = compared.flatMap((one) => {
    const config = one.run.detail.value?.record.config;
    return config === undefined ? [] : [{ ...one, config }];
  });
  if (read.length < 2) return null;
  const found = differences(read.map(({ config }) => config));
  return (
    <section class="config-differences" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p class="quiet">{found.length === 0 ? text.same : text.count({ count: found.length })}</p>
      {found.length > 0 && (
        <div class="heads-room">
          <table>
            <thead>
              <tr>
                <th scope="col">{text.key}</th>
                {read.map(({ run, number }) => (
                  <th key={run.id} scope="col">
                    <Swatch number={number} /> {run.id}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map(({ key, values }) => (
                <tr key={key}>
                  <th scope="row">
                    <code>{key}</code>
                  </th>
                  {values.map((value, i) => (
                    <td key={read[i]?.run.id}>
                      {value === undefined ? (
                        <span class="quiet">{text.absent}</span>
                      ) : valueText(value) === null ? (
                        <span class="quiet">{text.none}</span>
                      ) : (
                        <code>{valueText(value)}</code>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
