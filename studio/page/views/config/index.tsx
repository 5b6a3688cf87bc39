/** @file Config: every value of the run and where it came from, what was changed since, and ways to take it along. */
import type { JSX } from "preact";
import type { RunDetail } from "../../../api/index.ts";
import { configText } from "../../messages/texts.ts";
import { type Change, changesOf } from "../../parts/config-changes.ts";
import { RunLabels } from "../../parts/run-labels.tsx";
import { useRestingQuery } from "../../parts/sample-query.ts";
import { SearchBox } from "../../parts/search-box.tsx";
import { fieldOf, useSchema } from "../../state/schema.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { ChangesList } from "./changes-list.tsx";
import "./config.css";
import { type ConfigRow, filteredRows, groupedRows } from "./config-rows.ts";
import { Difference } from "./difference.tsx";
import { TakeAlong } from "./take-along.tsx";
import { type RowText, ValueTable } from "./value-table.tsx";

export function View(): JSX.Element | null {
  const run = useRun();
  const detail = run.detail.value;
  if (detail === null) return null;
  const changes = changesOf(detail.record.config, run.events.value);
  return (
    <div class="config">
      <Head detail={detail} changes={changes} />
      <div class="config-main">
        <Difference id={run.id} config={detail.record.config} events={run.events.value} />
        <Values detail={detail} changes={changes} />
      </div>
      <aside>
        <TakeAlong record={detail.record} changes={changes} />
        <ChangesList id={run.id} changes={changes} />
      </aside>
    </div>
  );
}

function Head({ detail, changes }: ValuesProps): JSX.Element {
  const summary = useRun().summary.value;
  const text = configText.value;
  const { config } = detail.record;
  const [first] = groupedRows(config, changes);
  const given = first?.group === "chosen" ? first.rows.length : 0;
  return (
    <header class="config-head">
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead({ given, all: Object.keys(config).length })}</p>
      {summary !== null && <RunLabels run={summary} />}
    </header>
  );
}

interface ValuesProps {
  readonly detail: RunDetail;
  readonly changes: readonly Change[];
}

function Values({ detail, changes }: ValuesProps): JSX.Element {
  const { router } = useStudio();
  const resting = useRestingQuery(router);
  const { q = "" } = resting.query();
  const rowText = useRowText(detail);
  const text = configText.value;
  const groups = filteredRows(groupedRows(detail.record.config, changes), q, (row) => {
    const { flag, help, origin } = rowText(row);
    return `${flag} ${help} ${origin}`;
  });
  const shown = groups.reduce((count, { rows }) => count + rows.length, 0);
  useSearchCommand();
  return (
    <section class="config-values" aria-label={text.title}>
      <SearchBox id="config-search" query={q} change={(next) => resting.change({ q: next || null })} text={text}>
        <span class="quiet" role="status">
          {q === "" ? "" : shown === 0 ? text.noMatch : text.shown({ count: shown })}
        </span>
      </SearchBox>
      {groups.map(({ group, rows }) => (
        <ValueTable key={group} group={group} rows={rows} textOf={rowText} />
      ))}
    </section>
  );
}

/** Words for a row: its flag, what it is for, where it came from. */
function useRowText({ record }: RunDetail): (row: ConfigRow) => RowText {
  const { source } = useStudio();
  const schema = useSchema(source);
  const origins: Readonly<Record<string, string>> = configText.value.origins;
  return ({ key, origin, changed }) => {
    const field = fieldOf(schema, record.recipe, key);
    const from = changed === null ? origin : "studio";
    return { flag: field?.flag ?? "", help: field?.help ?? "", origin: origins[from] ?? from };
  };
}

function useSearchCommand(): void {
  useCommands(() => [
    {
      ...{ id: "config.search", group: "look", keys: ["/"], title: () => configText.value.commands.search },
      run: () => document.getElementById("config-search")?.focus(),
    },
  ]);
}
