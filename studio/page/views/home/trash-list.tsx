/** @file What lies in the trash, and can come back. Whether it is shown stands in the address. */
import type { JSX } from "preact";
import type { TrashedRun } from "../../../api/index.ts";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { agoText, dateText } from "../../parts/numbers.ts";
import { now } from "../../state/clock.ts";
import { useStudio } from "../../state/studio.ts";
import type { Trash } from "./use-trash.ts";

export function TrashList({ list, restore }: Trash): JSX.Element | null {
  const { router } = useStudio();
  const text = runsText.value.trash;
  if (list === null || list.runs.length === 0) return null;
  const open = router.route.value.query.trash === "1";
  return (
    <details
      class="trash"
      id="runs-trash"
      open={open}
      onToggle={({ currentTarget }) => router.setQuery({ trash: currentTarget.open ? "1" : null })}
    >
      <summary>
        <Icon name="trash" />
        {text.title({ count: list.runs.length })}
      </summary>
      <p class="quiet trash-where">{text.where({ folder: list.folder })}</p>
      <ul>
        {list.runs.map((run) => (
          <TrashRow key={`${run.entry} ${run.id}`} run={run} restore={() => restore([run.entry])} />
        ))}
      </ul>
    </details>
  );
}

interface TrashRowProps {
  readonly run: TrashedRun;
  readonly restore: () => void;
}

function TrashRow({ run, restore }: TrashRowProps): JSX.Element {
  const text = runsText.value.trash;
  const at = Date.parse(run.trashedAt);
  return (
    <li>
      <b>{run.id}</b>
      <span class="quiet">{run.recipe === null ? text.unreadable : `${run.data} · ${run.recipe}`}</span>
      <span class="quiet" title={dateText(at)}>
        {text.at({ when: agoText(at, now.value) })}
      </span>
      <button type="button" onClick={restore} aria-label={text.restoreOf({ run: run.id })}>
        <Icon name="undo" />
        {text.restore}
      </button>
    </li>
  );
}
