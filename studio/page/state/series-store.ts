/**
 * @file The logged numbers of one run, outside of signals: plain arrays, and a version that counts up. Thinned columns
 * as the source gives them, and the rows that came since behind them; when those are many, all is asked for anew.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { MetricsRow } from "gantry/store";
import { MAX_POINTS, type RowsEvent, type SeriesReply } from "../../api/index.ts";
import type { DataSource } from "../source.ts";
import { calm } from "./calm.ts";
import { oneQuestion } from "./one-question.ts";

/** A column that grows. NaN: none of the bucket's values was finite. */
export interface Column {
  readonly step: number[];
  readonly min: number[];
  readonly max: number[];
  readonly mean: number[];
}

export interface SeriesStore {
  /** Counts up when numbers came; read it in what draws them. */
  readonly version: ReadonlySignal<number>;
  readonly names: () => readonly string[];
  /** Not to be changed by who reads. */
  readonly column: (name: string) => Column | undefined;
  /** Images seen and Unix seconds by step, for other x axes. */
  readonly axis: () => Readonly<Record<"step" | "images" | "time", readonly number[]>>;
  /** A stretch of the run with all its points, for a zoom. */
  readonly window: (keys: readonly string[], from: number, to: number) => Promise<ReadonlyMap<string, Column>>;
  readonly load: () => Promise<void>;
  readonly hear: (event: RowsEvent) => void;
  /** Asks anew where less than so many bytes of the log are held. */
  readonly reach: (offset: number) => void;
  /** Forgets all, and asks for another run's that took the folder's name. */
  readonly reset: () => void;
}

/** Points asked for, so that as many rows can come behind them. */
export const ASKED_POINTS = 1000;

/** Columns of a row that say when it was, not how it went. */
const PLACES: ReadonlySet<string> = new Set(["step", "attempt", "time", "images"]);

export interface Held {
  columns: Map<string, Column>;
  axis: { step: number[]; images: number[]; time: number[] };
  /** Bytes of the log that are in `columns`. */
  offset: number;
}

export function createSeriesStore(source: DataSource, id: string): SeriesStore {
  const version = signal(0);
  let held = nothing();
  const question = oneQuestion(
    () => source.series(id, { points: ASKED_POINTS }),
    (reply) => {
      held = heldOf(reply);
      version.value += 1;
    },
  );
  // Charts follow once a second: drawing is what the page costs whoever trains beside it.
  const told = calm(() => {
    version.value += 1;
  });
  const reload = (): void => void question.ask().catch(() => undefined);
  const hear = (event: RowsEvent): void => {
    if (question.after(() => hear(event))) return;
    const fresh = newRows(held, event);
    if (fresh === "gap") return void reload();
    if (fresh.length === 0) return;
    for (const row of fresh) append(held, row);
    held.offset = event.to;
    told.ask();
  };
  return {
    version,
    names: () => [...held.columns.keys()],
    column: (name) => held.columns.get(name),
    axis: () => held.axis,
    window: async (keys, from, to) => heldOf(await source.series(id, { keys, from, to, points: ASKED_POINTS })).columns,
    load: question.ask,
    hear,
    reach: (offset) => {
      if (held.offset < offset) reload();
    },
    reset: () => {
      held = nothing();
      question.forget();
      version.value += 1;
      reload();
    },
  };
}

const nothing = (): Held => ({ columns: new Map(), axis: { step: [], images: [], time: [] }, offset: 0 });

/**
 * What of an event is new to what is held. `gap`: something is missing between, an earlier attempt's steps are
 * replaced, or all would be too many; the series is to be asked for anew.
 */
export function newRows(held: Held, { from, rows, ends, skipped }: RowsEvent): readonly MetricsRow[] | "gap" {
  const fresh = rows.filter((_, i) => (ends[i] ?? 0) > held.offset);
  if (skipped === true || from > held.offset) return "gap";
  const last = held.axis.step.at(-1) ?? -1;
  const back = fresh.some(({ step }, i) => step <= (i === 0 ? last : (fresh[i - 1] as MetricsRow).step));
  return back || held.axis.step.length + fresh.length > MAX_POINTS ? "gap" : fresh;
}

function append({ columns, axis }: Held, row: MetricsRow): void {
  axis.step.push(row.step);
  axis.images.push(row.images);
  axis.time.push(row.time);
  for (const [name, value] of Object.entries(row)) {
    if (PLACES.has(name)) continue;
    const column = columns.get(name) ?? { step: [], min: [], max: [], mean: [] };
    columns.set(name, column);
    column.step.push(row.step);
    for (const part of ["min", "max", "mean"] as const) column[part].push(finite(value));
  }
}

/** JSON has no NaN: what was not finite comes as null. */
const finite = (value: number | null): number => (value === null || !Number.isFinite(value) ? Number.NaN : value);

function heldOf({ columns, axis, offset }: SeriesReply): Held {
  const held = Object.entries(columns)
    .filter(([name]) => !PLACES.has(name))
    .map(([name, { step, min, max, mean }]): [string, Column] => [
      name,
      { step: [...step], min: min.map(finite), max: max.map(finite), mean: mean.map(finite) },
    ]);
  return {
    columns: new Map(held),
    axis: { step: [...axis.step], images: [...axis.images], time: [...axis.time] },
    offset,
  };
}
