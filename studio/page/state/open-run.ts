/** @file One run that views look at: what it is, what happened, its pictures and numbers, kept up to date. */
import { batch, computed, type ReadonlySignal } from "@preact/signals";
import type { LiveEvent } from "../../api/index.ts";
import type { DataSource } from "../source.ts";
import { CALM_MS, calm } from "./calm.ts";
import { createFlusher, type Frames } from "./flush.ts";
import { merging } from "./run-events.ts";
import { createRunFacts, type RunFacts } from "./run-facts.ts";

export interface OpenRun extends Omit<RunFacts, "hear"> {
  readonly id: string;
  /** Somebody trains it at present. */
  readonly training: ReadonlySignal<boolean>;
  /** Counts with pictures that are drawn over, as those of a run that goes on from an earlier checkpoint. */
  readonly version: ReadonlySignal<string | undefined>;
  /** Where a file of it is, of the present `version`. */
  readonly fileUrl: (path: string) => string;
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
