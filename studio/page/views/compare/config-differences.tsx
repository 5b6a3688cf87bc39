/** @file What differs between the runs' configurations. */
import type { JSX } from "preact";
import { compareText } from "../../messages/texts.ts";
import { DifferenceTable } from "../../parts/difference-table.tsx";
import type { Compared } from "./compared.ts";
import { Swatch } from "./swatch.tsx";

export function ConfigDifferences({ compared }: { readonly compared: readonly Compared[] }): JSX.Element | null {
  const title = compareText.value.differences;
  const runs = compared.flatMap(({ run, number }) => {
    const config = run.detail.value?.record.config;
    return config === undefined
      ? []
      : [{ id: run.id, config, events: run.events.value, sign: <Swatch number={number} /> }];
  });
  if (runs.length < 2) return null;
  return (
    <section class="config-differences" aria-label={title}>
      <h2>{title}</h2>
      <DifferenceTable runs={runs} />
    </section>
  );
}
