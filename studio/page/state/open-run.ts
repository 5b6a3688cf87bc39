/** @file One run that views look at: what it is, what happened, its pictures and numbers, kept up to date. */
import { batch, computed, type ReadonlySignal } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import type { LiveEvent, RunDetail, RunSummary } from "../../api/index.ts";
import type { DataSource, SourceError } from "../source.ts";
import { CALM_MS, calm } from "./calm.ts";
import { createFlusher, type Frames } from "./flush.ts";
import { merging } from "./run-events.ts";
import { createRunFacts } from "./run-facts.ts";
import type { SeriesStore } from "./series-store.ts";

export interface OpenRun {
  readonly id: string;
  /** As it was read last; null until then. What changes by the moment is in the signals below. */
  readonly detail: ReadonlySignal<RunDetail | null>;
  readonly summary: ReadonlySignal<RunSummary | null>;
  /** Why it cannot be shown. */
  readonly failed: ReadonlySignal<SourceError | null>;
  /** Its folder is gone. What was read is still shown. */
  readonly gone: ReadonlySignal<boolean>;
  /** Steps of sample pictures, rising. */
  readonly samples: ReadonlySignal<readonly number[]>;
  readonly events: ReadonlySignal<readonly RunEvent[]>;
  readonly series: SeriesStore;
  /** Somebody trains it at present. */
  readonly training: ReadonlySignal<boolean>;
  /** Counts with pictures that are drawn over, as those of a run that goes on from an earlier checkpoint. */
  readonly version: ReadonlySignal<string | undefined>;
  /** Where a file of it is, of the present `version`. */
  readonly fileUrl: (path: string) => string;
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}

/** Opens a run: reads it, and listens to what changes until it is closed. */
export function openRun(source: DataSource, id: string, frames: Frames): OpenRun {
  const { hear, ...facts } = createRunFacts(source, id);
  const { summary, detail, series, reload } = facts;
  const reloader = calm(() => void reload());
  let late: ReturnType<typeof setTimeout> | undefined;
  /** Rows that no event brings: those written between the series and the stream's beginning. */
  const catchUp = (): void => {
    clearTimeout(late);
    late = setTimeout(() => series.reach(detail.peek()?.offsets.metrics ?? 0), CALM_MS);
  };
  const pending: LiveEvent[] = [];
  const flusher = createFlusher(frames, () =>
    batch(() => {
      for (const event of merging(pending.splice(0))) if (hear(event)) reloader.ask();
    }),
  );
  const stop = source.subscribe((event) => {
    // After a new connection what was missed comes by itself; not so after the first one.
    if (event.type === "hello") return void reload().then(catchUp);
    if ((event.type === "run" ? event.summary.id : event.id) !== id) return;
    pending.push(event);
    flusher.ask();
  });
  void reload();
  series.load().catch(() => undefined); // the run itself says why it cannot be read
  const training = computed(() => summary.value?.state === "training" || summary.value?.state === "paused");
  const version = computed(() => summary.value?.version);
  const close = (): void => {
    stop();
    reloader.stop();
    clearTimeout(late);
  };
  return { id, ...facts, training, version, fileUrl: (path) => source.fileUrl(id, path, version.value), close };
}
