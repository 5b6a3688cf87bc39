/** @file How far a run's logs were told to those who listen. */
import { join } from "node:path";
import type { LogOffsets, RunSummary } from "../../api/index.ts";
import { linesFrom, wholeEnd } from "../folder/log-tail.ts";
import { statOf } from "../folder/stamp.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { logText, rowsText, skippedText } from "./event-text.ts";

/** What is to be told of a run at once; longer than that, rows are left out. */
const MOST_ROW_BYTES = 1 << 18;

const ROW_MS = 1000;

export class RunTails {
  readonly id: string;
  readonly #metrics: string;
  readonly #events: string;
  #offsets: { metrics: number; events: number };
  #samples: ReadonlySet<number>;
  #said = "";
  #saidAt = 0;
  /** Where the logs ended when they were first looked at. */
  readonly began: LogOffsets;

  constructor(run: WatchedRun) {
    this.id = run.id;
    this.#metrics = join(run.path, "metrics.jsonl");
    this.#events = join(run.path, "events.jsonl");
    this.#offsets = { metrics: wholeEnd(this.#metrics), events: wholeEnd(this.#events) };
    this.began = this.offsets;
    this.#samples = new Set(run.samples);
  }

  /** Whether a row is to be told now. @returns false for one whose numbers alone changed within a second */
  isNews(summary: RunSummary): boolean {
    const { state, verdict, lastSample, version, best, note, tags } = summary;
    const said = JSON.stringify([state, verdict, lastSample, version, best?.step, note, tags]);
    const news = said !== this.#said || performance.now() - this.#saidAt > ROW_MS;
    if (news) [this.#said, this.#saidAt] = [said, performance.now()];
    return news;
  }

  get offsets(): LogOffsets {
    return { ...this.#offsets };
  }

  /** Reads what was appended. @returns texts of events */
  advance(run: WatchedRun): string[] {
    return [...this.#newSamples(run), ...this.#newRows(), ...this.#newEvents()];
  }

  /** @param from where a reader stands @returns what it lacks, up to where the others are */
  missing(run: WatchedRun, from: LogOffsets): string[] {
    const { metrics, events } = this.#offsets;
    if (from.metrics === metrics && from.events === events && !run.live) return [];
    const texts = [this.#samplesText([...run.samples])];
    // Beyond the log's end: it is not the log that was read.
    if (from.metrics > metrics) texts.push(skippedText(this.id, 0, metrics));
    else if (from.metrics < metrics) texts.push(this.#rowsBetween(from.metrics, metrics));
    return [...texts, ...this.#eventsBetween(from.events > events ? 0 : from.events, events)];
  }

  #newRows(): string[] {
    const { metrics } = this.#offsets;
    const size = statOf(this.#metrics)?.size ?? 0;
    if (size === metrics) return [];
    if (size - metrics > MOST_ROW_BYTES || size < metrics) {
      const end = wholeEnd(this.#metrics);
      this.#offsets.metrics = end;
      return end === metrics ? [] : [skippedText(this.id, Math.min(metrics, end), end)];
    }
    const read = linesFrom(this.#metrics, metrics);
    if (read === null) return [];
    this.#offsets.metrics = read.to;
    return [rowsText(this.id, read)];
  }

  #newEvents(): string[] {
    const size = statOf(this.#events)?.size ?? 0;
    if (size === this.#offsets.events) return [];
    if (size < this.#offsets.events) this.#offsets.events = wholeEnd(this.#events);
    const read = linesFrom(this.#events, this.#offsets.events);
    if (read === null) return [];
    this.#offsets.events = read.to;
    return [logText(this.id, read)];
  }

  #newSamples({ samples }: WatchedRun): string[] {
    const fresh = samples.filter((step) => !this.#samples.has(step));
    if (fresh.length > 0 || samples.length !== this.#samples.size) this.#samples = new Set(samples);
    return fresh.length === 0 ? [] : [this.#samplesText(fresh)];
  }

  #samplesText(steps: readonly number[]): string {
    return `data: ${JSON.stringify({ type: "samples", id: this.id, steps })}\n\n`;
  }

  #rowsBetween(from: number, to: number): string {
    const read = to - from > MOST_ROW_BYTES ? null : linesFrom(this.#metrics, from, to);
    return read === null ? skippedText(this.id, from, to) : rowsText(this.id, read);
  }

  #eventsBetween(from: number, to: number): string[] {
    const texts: string[] = [];
    for (let at = from; at < to; ) {
      const read = linesFrom(this.#events, at, to);
      if (read === null) return texts;
      texts.push(logText(this.id, read));
      at = read.to;
    }
    return texts;
  }
}
