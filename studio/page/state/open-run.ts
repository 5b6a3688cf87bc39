/** @file One run that views look at: what it is, what happened, its pictures and numbers, kept up to date. */
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import type { LiveEvent, LogEvent, RowsEvent, RunDetail, RunSummary } from "../../api/index.ts";
import { type DataSource, SourceError } from "../source.ts";
import { createFlusher, type Frames } from "./flush.ts";
import { createSeriesStore, type SeriesStore } from "./series-store.ts";

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
  const detail = signal<RunDetail | null>(null);
  const summary = signal<RunSummary | null>(null);
  const failed = signal<SourceError | null>(null);
  const gone = signal(false);
  const samples = signal<readonly number[]>([]);
  const log = createEventLog();
  const training = computed(() => summary.value?.state === "training" || summary.value?.state === "paused");
  const series = createSeriesStore(source, id);

  const take = (read: RunDetail): void =>
    batch(() => {
      detail.value = read;
      summary.value = read.summary;
      samples.value = merged(read.samples, samples.peek());
      log.take(read);
      failed.value = null;
      gone.value = false;
    });
  const reload = async (): Promise<void> => {
    try {
      take(await source.run(id));
    } catch (error) {
      if (detail.peek() === null) failed.value = asSourceError(error);
    }
  };
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
      for (const event of merging(pending.splice(0))) {
        if (event.type === "rows") series.hear(event);
        else if (event.type === "log") {
          log.hear(event);
          reloader.ask(); // checkpoints and evaluations are not told; where lines are missing, they come along
        } else if (event.type === "samples") samples.value = merged(samples.peek(), event.steps);
        else if (event.type === "gone") gone.value = true;
        else if (event.type === "run") {
          if (isTurn(summary.peek(), event.summary)) reloader.ask();
          summary.value = event.summary;
        }
      }
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
  const close = (): void => {
    stop();
    reloader.stop();
    clearTimeout(late);
  };
  const version = computed(() => summary.value?.version);
  const fileUrl = (path: string): string => source.fileUrl(id, path, version.value);
  const { events } = log;
  return { id, detail, summary, failed, gone, samples, events, series, training, version, fileUrl, reload, close };
}

/** What a run's row can change in that its detail tells more of. */
const isTurn = (before: RunSummary | null, now: RunSummary): boolean =>
  before !== null && (before.state !== now.state || before.best?.step !== now.best?.step);

export const asSourceError = (error: unknown): SourceError =>
  error instanceof SourceError
    ? error
    : new SourceError("page", error instanceof Error ? error.message : String(error));

/** Rows that follow each other as one event, so that a tab that was hidden for long takes them in at once. */
export function merging(events: readonly LiveEvent[]): LiveEvent[] {
  const merged: LiveEvent[] = [];
  const open = new Map<string, number>();
  for (const event of events) {
    const at = event.type === "rows" ? open.get(event.id) : undefined;
    const former = at === undefined ? undefined : merged[at];
    if (event.type === "rows" && former?.type === "rows" && follows(former, event)) {
      merged[at as number] = {
        ...{ ...former, to: event.to },
        rows: [...former.rows, ...event.rows],
        ends: [...former.ends, ...event.ends],
      };
      continue;
    }
    if (event.type === "rows") open.set(event.id, merged.length);
    merged.push(event);
  }
  return merged;
}

interface EventLog {
  readonly events: ReadonlySignal<readonly RunEvent[]>;
  readonly take: (read: RunDetail) => void;
  readonly hear: (event: LogEvent) => void;
}

/** Lines of `events.jsonl`, each once, however often it comes. */
export function createEventLog(): EventLog {
  const events = signal<readonly RunEvent[]>([]);
  let known = 0;
  return {
    events,
    take: (read) => {
      if (read.offsets.events < known) return;
      events.value = read.events;
      known = read.offsets.events;
    },
    hear: ({ from, to, events: more, ends }) => {
      if (from > known || to <= known) return;
      events.value = [...events.peek(), ...more.filter((_, i) => (ends[i] ?? 0) > known)];
      known = to;
    },
  };
}

const follows = (former: RowsEvent, event: RowsEvent): boolean =>
  former.to === event.from && former.skipped !== true && event.skipped !== true;

/** Both lists, rising, each step once; the first list itself where the second adds nothing. */
export function merged(steps: readonly number[], more: readonly number[]): readonly number[] {
  const known = new Set(steps);
  const fresh = more.filter((step) => !known.has(step));
  return fresh.length === 0 ? steps : [...steps, ...fresh].sort((a, b) => a - b);
}

const CALM_MS = 1000;

/** At most once a second, at the end of it. */
function calm(work: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, CALM_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
