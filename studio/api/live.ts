/**
 * @file The live channel, `GET /api/events` (server-sent events): what changed in any run, multiplexed.
 *
 * An event's `id` names how far the logs that grow were read (`cursor`), so a reader that lost the connection goes on
 * where it was: `Last-Event-ID`, or `?from=` on a fresh connection. Of what is written at once the last event alone has
 * an `id`: a connection lost between is told some events again, and those it knows by their bytes. A connection begins
 * with `hello` and a `run` for each run that may have changed since (without a cursor: none, for the list says it).
 */
import type { MetricsRow, RunEvent } from "gantry/store";
import type { LogOffsets, RunSummary } from "./runs.ts";

/** The first event of a connection. */
export interface HelloEvent {
  readonly type: "hello";
  readonly version: string;
  /** Unix milliseconds of the server. */
  readonly now: number;
}

/** A run appeared, or what its row says changed. */
export interface RunChanged {
  readonly type: "run";
  readonly summary: RunSummary;
}

/** A run's folder is gone. */
export interface RunGone {
  readonly type: "gone";
  readonly id: string;
}

/**
 * New lines of `metrics.jsonl`, at most four times a second. `from` and `to`: bytes. A reader that knows the log up to
 * `offset` (`SeriesReply`, or `to` of the event before) takes the rows whose `ends` lies beyond it; where `from` does,
 * something is missing between, and the series should be asked for anew.
 */
export interface RowsEvent {
  readonly type: "rows";
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly MetricsRow[];
  /** The byte behind each row's line. */
  readonly ends: readonly number[];
  /** The reader was too slow for these rows: they were left out (`rows` is empty), and the series should be asked for anew. */
  readonly skipped?: true;
}

/** New lines of `events.jsonl`: checkpoints, alerts, settings. Bytes as in `RowsEvent`. */
export interface LogEvent {
  readonly type: "log";
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly events: readonly RunEvent[];
  /** The byte behind each event's line. */
  readonly ends: readonly number[];
}

/** Sample pictures that were not there before; after a lost connection all of a run's, so some are known already. */
export interface SamplesEvent {
  readonly type: "samples";
  readonly id: string;
  readonly steps: readonly number[];
}

export type LiveEvent = HelloEvent | RunChanged | RunGone | RowsEvent | LogEvent | SamplesEvent;

/** How far each run's logs were read. */
export type Cursor = Readonly<Record<string, LogOffsets>>;

/** A cursor as an event's `id`: `0001-ring8:1200:340;0002-cats:88:12`, names as in URLs. */
export function cursorText(cursor: Cursor): string {
  return Object.entries(cursor)
    .map(([id, { metrics, events }]) => `${encodeURIComponent(id)}:${metrics}:${events}`)
    .join(";");
}

/** Reads what `cursorText` wrote. @returns null where it is none */
export function parseCursor(text: string): Cursor | null {
  const cursor: Record<string, LogOffsets> = {};
  for (const part of text === "" ? [] : text.split(";")) {
    const match = /^([^:;]+):(\d{1,15}):(\d{1,15})$/.exec(part);
    const id = match === null ? null : decoded(match[1] as string);
    if (match === null || id === null) return null;
    cursor[id] = { metrics: Number(match[2]), events: Number(match[3]) };
  }
  return cursor;
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}
