/** @file Home: all runs of the folder. */
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import type { RunSummary } from "../../../api/index.ts";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { Problem } from "../../parts/problem.tsx";
import { matches, parseFilter, parseSort, type Sort, sorted, sortText } from "../../state/run-filter.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { MOST_COMPARED } from "../compare/compare-query.ts";
import { loadView } from "../registry.ts";
import { CompareBar } from "./compare-bar.tsx";
import { EmptyFolder } from "./empty-folder.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { LIST_HEADING } from "./focus-back.ts";
import "./home.css";
import { RunsTable } from "./runs-table.tsx";
import { TrashBar } from "./trash-bar.tsx";
import { TrashList } from "./trash-list.tsx";
import { Unreadable } from "./unreadable.tsx";
import { type Trash, useTrash } from "./use-trash.ts";

export function View(): JSX.Element {
  const { runs } = useStudio();
  const trash = useTrash();
  const text = runsText.value;
  const failed = runs.failed.value;
  const ids = runs.ids.value;
  if (failed !== null && ids === null) {
    return (
      <Problem title={text.failed} error={failed}>
        <button type="button" onClick={() => void runs.reload()}>
          {text.again}
        </button>
      </Problem>
    );
  }
  if (ids === null) return <RunsHead count={null} />;
  return (
    <div class="runs">
      {ids.length === 0 && runs.problems.value.length === 0 ? <EmptyFolder /> : <RunList trash={trash} />}
      <TrashBar {...trash} />
      <TrashList {...trash} />
    </div>
  );
}

function RunList({ trash }: { readonly trash: Trash }): JSX.Element {
  const { router, runs } = useStudio();
  const [picked, setChosen] = useState<readonly string[]>([]);
  const chosen = picked.filter((id) => runs.ids.value?.includes(id) === true); // some may be gone meanwhile
  const { shown, all } = useShown();
  const text = runsText.value;
  const move = runs.readonly.value ? null : trash.move;
  useRunsCommands(chosen, trash, move !== null);
  const choose = (id: string, on: boolean): void => {
    setChosen((before) => (on ? [...before, id].slice(-MOST_COMPARED) : before.filter((one) => one !== id)));
  };
  const sort = parseSort(router.route.value.query.sort);
  const setSort = (next: Sort): void => router.setQuery({ sort: sortText(next) });
  const trashed = useRef(trash.move);
  trashed.current = trash.move;
  const stable = useCallback((id: string) => trashed.current([id]), []);
  const moveOne = move === null ? null : stable;
  return (
    <>
      <RunsHead count={text.count({ shown: shown.length, all })} />
      {all > 0 && <FilterBar />}
      {all === 0 ? (
        <p class="quiet">{text.noneReadable}</p>
      ) : shown.length === 0 ? (
        <p class="quiet">
          {text.noMatch}{" "}
          <button type="button" onClick={() => router.setQuery({ filter: null })}>
            {text.clear}
          </button>
        </p>
      ) : (
        <RunsTable {...{ sort, setSort, chosen, choose }} ids={shown} trash={moveOne} />
      )}
      <Unreadable trash={moveOne} />
      {loadView("compare") !== undefined && <CompareBar chosen={chosen} clear={() => setChosen([])} trash={move} />}
    </>
  );
}

/** Ids as filtered and sorted. A summary that changes draws its own row; the list only where the order changes. */
function useShown(): { readonly shown: readonly string[]; readonly all: number } {
  const { router, runs } = useStudio();
  const ids = useComputed(() => {
    void runs.changes.value;
    const { filter = "", sort } = router.route.value.query;
    const terms = parseFilter(filter);
    const summaries = (runs.ids.value ?? [])
      .map((id) => runs.summary(id).peek())
      .filter((run): run is RunSummary => run !== null && matches(run, terms));
    return sorted(summaries, parseSort(sort))
      .map(({ id }) => id)
      .join("\n"); // a text, so that the same order is the same value
  });
  const shown = ids.value === "" ? [] : ids.value.split("\n");
  return { shown, all: runs.ids.value?.length ?? 0 };
}

function RunsHead({ count }: { readonly count: string | null }): JSX.Element {
  const { router, runs } = useStudio();
  const text = runsText.value;
  const canStart = !runs.readonly.value && loadView("new") !== undefined;
  return (
    <div class="runs-head">
      <h1 id={LIST_HEADING} tabIndex={-1}>
        {text.title}
      </h1>
      {count !== null && <span class="quiet">{count}</span>}
      {runs.folder.value !== "" && <span class="quiet folder">{text.folder({ folder: runs.folder.value })}</span>}
      {canStart && (
        <a class="button" href={router.href({ page: "new" })}>
          <Icon name="newRun" />
          {text.newRun}
        </a>
      )}
    </div>
  );
}

function useRunsCommands(chosen: readonly string[], trash: Trash, canMove: boolean): void {
  const { router } = useStudio();
  useCommands(
    () => [
      {
        ...{ id: "runs.filter", group: "look", keys: ["/"], title: () => runsText.value.commands.filter },
        run: () => document.getElementById("runs-filter")?.focus(),
      },
      {
        ...{ id: "runs.compare", group: "go", keys: ["c"], title: () => runsText.value.commands.compare },
        enabled: () => chosen.length > 1 && loadView("compare") !== undefined,
        run: () => router.go({ page: "compare" }, { runs: chosen.join(",") }),
      },
      {
        ...{ id: "runs.trash", group: "run", keys: ["Delete"], title: () => runsText.value.commands.trash },
        possible: () => canMove,
        enabled: () => chosen.length > 0,
        run: () => trash.move(chosen),
      },
      {
        ...{ id: "runs.undo", group: "run", keys: ["Ctrl+z"], title: () => runsText.value.commands.undo },
        possible: () => canMove,
        enabled: () => trash.moved.length > 0,
        run: trash.undo,
      },
      {
        ...{ id: "runs.openTrash", group: "look", title: () => runsText.value.commands.openTrash },
        enabled: () => (trash.list?.runs.length ?? 0) > 0,
        run: () => router.setQuery({ trash: "1" }),
      },
    ],
    [chosen.join("\n"), canMove, trash],
  );
}
