/** @file Runs put away and taken back, and what of that can be undone. */
import { useEffect, useState } from "preact/hooks";
import type { TrashedRun, TrashList } from "../../../api/index.ts";
import { runsText } from "../../messages/texts.ts";
import { asSourceError, type SourceError } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { useFocusBack } from "./focus-back.ts";

export interface Trash {
  /** Null until it was read, and where nothing can be changed. */
  readonly list: TrashList | null;
  /** What was put away last: what `undo` takes back. */
  readonly moved: readonly TrashedRun[];
  readonly fault: SourceError | null;
  /** One after the other; what fails is said, and what was moved before stays moved. */
  readonly move: (ids: readonly string[]) => void;
  readonly undo: () => void;
  readonly restore: (entries: readonly string[]) => void;
  readonly dismiss: () => void;
}

export function useTrash(): Trash {
  const { source, runs, announcement } = useStudio();
  const [list, setList] = useState<TrashList | null>(null);
  const [moved, setMoved] = useState<readonly TrashedRun[]>([]);
  const [fault, setFault] = useState<SourceError | null>(null);
  const focusBack = useFocusBack();
  const control = runs.readonly.value ? null : source.control;
  const read = async (): Promise<void> => setList(control === null ? null : await control.trashed());
  /** Says what failed, and looks at what is there in any case. */
  const work = (job: () => Promise<void>): void => {
    setFault(null);
    job()
      .catch((error: unknown) => setFault(asSourceError(error)))
      .then(read)
      .catch(() => undefined); // without an answer the list stays as it was
  };
  useEffect(() => void read().catch(() => undefined), [control, runs.ids.value?.length]); // others may trash, too
  const move = async (ids: readonly string[]): Promise<void> => {
    const done: TrashedRun[] = [];
    try {
      for (const id of ids) {
        done.push((await control?.trash(id)) as TrashedRun);
        runs.hear({ type: "gone", id });
      }
    } finally {
      setMoved(done);
      if (done.length > 0) announcement.value = runsText.value.trash.moved({ runs: done.map(({ id }) => id) });
    }
  };
  const restore = async (entries: readonly string[]): Promise<void> => {
    const [back, done]: [string[], string[]] = [[], []];
    try {
      for (const entry of entries) {
        back.push((await control?.restore(entry))?.id ?? "");
        done.push(entry);
      }
    } finally {
      setMoved((before) => before.filter(({ entry }) => !done.includes(entry)));
      if (back.length > 0) announcement.value = runsText.value.trash.restored({ runs: back });
      await runs.reload();
      if (back.length > 0) focusBack(back[0] ?? null);
    }
  };
  return {
    ...{ list, moved, fault },
    move: (ids) => work(() => move(ids)),
    restore: (entries) => work(() => restore(entries)),
    undo: () => work(() => restore(moved.map(({ entry }) => entry))),
    dismiss: () => {
      setMoved([]);
      setFault(null);
      focusBack(null);
    },
  };
}
