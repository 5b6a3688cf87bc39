/** @file The list of runs: one signal a run, so that a run that changes draws one row anew and not the table. */
import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LiveEvent, RunList, RunProblem, RunSummary } from "../../api/index.ts";
import { asSourceError, type DataSource, type SourceError } from "../source.ts";
import { createFlusher, type Frames } from "./flush.ts";

export interface Runs {
  /** Ids, newest first; null until the list came. */
  readonly ids: ReadonlySignal<readonly string[] | null>;
  readonly problems: ReadonlySignal<readonly RunProblem[]>;
  readonly folder: ReadonlySignal<string>;
  /** Nothing can be changed. */
  readonly readonly: ReadonlySignal<boolean>;
  readonly version: ReadonlySignal<string>;
  /** Why the list could not be had. */
  readonly failed: ReadonlySignal<SourceError | null>;
  /** Counts up whenever any summary changed: for what looks at all runs (a filter, a sort). */
  readonly changes: ReadonlySignal<number>;
  readonly summary: (id: string) => ReadonlySignal<RunSummary | null>;
  readonly reload: () => Promise<void>;
  readonly hear: (event: LiveEvent) => void;
}

export function createRuns(source: DataSource, frames: Frames): Runs {
  const ids = signal<readonly string[] | null>(null);
  const problems = signal<readonly RunProblem[]>([]);
  const [folder, version] = [signal(""), signal("")];
  const readonly = signal(source.control === null);
  const failed = signal<SourceError | null>(null);
  const changes = signal(0);
  const summaries = new Map<string, Signal<RunSummary | null>>();
  const pending = new Map<string, RunSummary | null>();

  const summary = (id: string): Signal<RunSummary | null> => {
    const known = summaries.get(id) ?? signal<RunSummary | null>(null);
    summaries.set(id, known);
    return known;
  };
  const take = (list: RunList): void =>
    batch(() => {
      for (const run of list.runs) summary(run.id).value = run;
      ids.value = list.runs.map(({ id }) => id);
      problems.value = list.problems;
      folder.value = list.folder;
      version.value = list.version;
      readonly.value = list.readonly || source.control === null;
      failed.value = null;
      changes.value += 1;
    });
  const flusher = createFlusher(frames, () =>
    batch(() => {
      for (const [id, run] of pending) summary(id).value = run;
      if (ids.peek() !== null) ids.value = withChanges(ids.peek() ?? [], pending);
      problems.value = problems.peek().filter(({ id }) => !pending.has(id));
      pending.clear();
      changes.value += 1;
    }),
  );
  return {
    ...{ ids, problems, folder, readonly, version, failed, changes, summary },
    reload: async () => {
      try {
        take(await source.list());
      } catch (error) {
        failed.value = asSourceError(error);
      }
    },
    hear: (event) => {
      if (event.type === "run") pending.set(event.summary.id, event.summary);
      else if (event.type === "gone") pending.set(event.id, null);
      else return;
      flusher.ask();
    },
  };
}

/** New runs stand first; the array stays the same one where nothing came or went. */
export function withChanges(
  ids: readonly string[],
  changed: ReadonlyMap<string, RunSummary | null>,
): readonly string[] {
  const known = new Set(ids);
  const fresh = [...changed].filter(([id, run]) => run !== null && !known.has(id)).map(([id]) => id);
  const left = ids.filter((id) => changed.get(id) !== null);
  return fresh.length === 0 && left.length === ids.length ? ids : [...fresh.reverse(), ...left];
}
