/** @file The table of runs. */
import type { JSX } from "preact";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import type { Sort, SortKey } from "../../state/run-filter.ts";
import { loadView } from "../registry.ts";
import { RunRow } from "./run-row.tsx";

export interface RunsTableProps {
  readonly ids: readonly string[];
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  readonly chosen: readonly string[];
  readonly choose: (id: string, on: boolean) => void;
  /** Null where nothing can be changed. */
  readonly trash: ((id: string) => void) | null;
}

type Heading = {
  readonly name: keyof (typeof runsText)["value"]["columns"];
  readonly sort?: SortKey;
  readonly number?: true;
};

const headings: readonly Heading[] = [
  { name: "sample" },
  { name: "id", sort: "id" },
  { name: "state", sort: "state" },
  { name: "verdict", sort: "verdict" },
  { name: "step", sort: "step", number: true },
  { name: "metric", sort: "metric", number: true },
  { name: "spark" },
  { name: "data", sort: "data" },
  { name: "recipe", sort: "recipe" },
  { name: "age", sort: "age", number: true },
];

export function RunsTable({ ids, sort, setSort, chosen, choose, trash }: RunsTableProps): JSX.Element {
  const text = runsText.value;
  const comparable = loadView("compare") !== undefined;
  return (
    <div class="table-room">
      <table class="runs-table">
        <thead>
          <tr>
            {comparable && (
              <th scope="col">
                <span class="hidden-text">{text.columns.choose}</span>
              </th>
            )}
            {headings.map((heading) => (
              <HeadCell key={heading.name} heading={heading} sort={sort} setSort={setSort} />
            ))}
            {trash !== null && (
              <th scope="col">
                <span class="hidden-text">{text.trash.column}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <RunRow key={id} id={id} chosen={chosen.includes(id)} choose={comparable ? choose : null} trash={trash} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadCellProps {
  readonly heading: Heading;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
}

function HeadCell({ heading, sort, setSort }: HeadCellProps): JSX.Element {
  const text = runsText.value;
  const { name, sort: key, number } = heading;
  const label = text.columns[name];
  if (key === undefined) return <th scope="col">{label}</th>;
  const here = sort.key === key;
  const direction = sort.falling ? "descending" : "ascending";
  const next = { key, falling: here && !sort.falling };
  return (
    <th scope="col" class={number === true ? "number" : undefined} aria-sort={here ? direction : undefined}>
      <button type="button" class="plain" onClick={() => setSort(next)} title={text.sortBy({ column: label })}>
        {label}
        {here && <Icon name={sort.falling ? "down" : "up"} />}
      </button>
    </th>
  );
}
