/**
 * @file What is known of the run in a folder: as it was read, and as it is told from then on. A folder that was deleted
 * may come back with another run in it, known by when it was created: nothing of the former one holds then.
 */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import type { LiveEvent, RunDetail, RunSummary } from "../../api/index.ts";
import { asSourceError, type DataSource, SourceError } from "../source.ts";
import { createEventLog, merged } from "./run-events.ts";
import { createSeriesStore, type SeriesStore } from "./series-store.ts";

export interface RunFacts {
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
  readonly reload: () => Promise<void>;
  /** Takes in what is told. @returns whether there is more to it than that, which is to be read */
  readonly hear: (event: LiveEvent) => boolean;
}

export function createRunFacts(source: DataSource, id: string): RunFacts {
  const detail = signal<RunDetail | null>(null);
  const summary = signal<RunSummary | null>(null);
  const failed = signal<SourceError | null>(null);
  const gone = signal(false);
  const samples = signal<readonly number[]>([]);
  const log = createEventLog();
  const series = createSeriesStore(source, id);
  /** Which run it is, counted: an answer to a question about a former one is of no use. */
  let turn = 0;

  /** @returns whether it is another run than the one that is known */
  const meet = (now: RunSummary): boolean => {
    const other = now.createdAt !== (summary.peek() ?? now).createdAt;
    if (other) {
      turn += 1;
      [detail.value, samples.value] = [null, []];
      log.reset();
      series.reset();
    }
    summary.value = now;
    gone.value = false;
    return other;
  };
  const take = (read: RunDetail): void => {
    meet(read.summary);
    detail.value = read;
    samples.value = merged(read.samples, samples.peek());
    log.take(read);
    failed.value = null;
  };
  const reload = async (): Promise<void> => {
    const asked = turn;
    const read = await source.run(id).catch(asSourceError);
    if (asked !== turn) return;
    if (!(read instanceof SourceError)) batch(() => take(read));
    else if (detail.peek() === null) failed.value = read;
  };
  const hear = (event: LiveEvent): boolean => {
    if (event.type === "rows") series.hear(event);
    else if (event.type === "samples") samples.value = merged(samples.peek(), event.steps);
    else if (event.type === "gone") gone.value = true;
    else if (event.type === "log") {
      log.hear(event);
      return true; // checkpoints and evaluations are not told; where lines are missing, they come along
    } else if (event.type === "run") {
      const turns = isTurn(summary.peek(), event.summary);
      if (meet(event.summary)) void reload();
      return turns || detail.peek() === null;
    }
    return false;
  };
  return { detail, summary, failed, gone, samples, events: log.events, series, reload, hear };
}

/** What a run's row can change in that its detail tells more of. */
const isTurn = (before: RunSummary | null, now: RunSummary): boolean =>
  before !== null && (before.state !== now.state || before.best?.step !== now.best?.step);
