/** @file What a page is told of a run, put in order: lines once each, steps once each, many rows as few. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import type { LiveEvent, LogEvent, RowsEvent, RunDetail } from "../../api/index.ts";

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
    if (event.type === "gone") open.delete(event.id); // what comes after it is another run's
    merged.push(event);
  }
  return merged;
}

const follows = (former: RowsEvent, event: RowsEvent): boolean =>
  former.to === event.from && former.skipped !== true && event.skipped !== true;

export interface EventLog {
  readonly events: ReadonlySignal<readonly RunEvent[]>;
  readonly take: (read: RunDetail) => void;
  readonly hear: (event: LogEvent) => void;
  /** Of another run, from its beginning. */
  readonly reset: () => void;
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
    reset: () => {
      events.value = [];
      known = 0;
    },
  };
}

/** Both lists, rising, each step once; the first list itself where the second adds nothing. */
export function merged(steps: readonly number[], more: readonly number[]): readonly number[] {
  const known = new Set(steps);
  const fresh = more.filter((step) => !known.has(step));
  return fresh.length === 0 ? steps : [...steps, ...fresh].sort((a, b) => a - b);
}
