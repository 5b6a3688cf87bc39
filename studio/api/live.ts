/**
 * @file The live channel, `GET /api/events` (server-sent events): what changed in any run, multiplexed.
 *
 * Each event's `id` names how far every log was read (`cursor`), so a reader that lost the connection goes on where it
 * was: `Last-Event-ID`, or `?from=` on a fresh connection. Rows come with the bytes they stood in; a reader that has
 * them already (`to` is not beyond what it knows) passes them over, so nothing counts twice.
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

/** New lines of `metrics.jsonl`, at most four times a second. `from` and `to`: bytes. */
export interface RowsEvent {
  readonly type: "rows";
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly MetricsRow[];
  /** The reader was too slow for all rows between: they were left out, and a series should be asked for anew. */
  readonly skipped?: true;
}

/** New lines of `events.jsonl`: checkpoints, alerts, settings. */
export interface LogEvent {
  readonly type: "log";
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly events: readonly RunEvent[];
}

/** Sample pictures that were not there before. */
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
