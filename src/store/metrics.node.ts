/** @file Reads `metrics.jsonl` into columns, a batch of lines at a time. */
import { stat } from "node:fs/promises";
import { readByteBatches } from "./line-log.node.ts";
import { MetricsScanner } from "./metrics-scan.ts";
import { MetricsBuilder, type MetricsTable } from "./metrics-table.ts";

/** @param path of the file; absent, it is an empty table. A million rows of twenty columns take some two seconds. */
export async function readMetrics(path: string): Promise<MetricsTable> {
  const log = new MetricsLog(path);
  await log.read();
  return log.builder.table();
}

/** A log that is read as it grows: each line is parsed once. */
export class MetricsLog {
  readonly builder: MetricsBuilder = new MetricsBuilder();
  readonly #path: string;
  readonly #scanner: MetricsScanner;
  #offset: number;

  /** @param path of the file, perhaps not there yet @param from where to begin: behind a line's end */
  constructor(path: string, from = 0) {
    this.#path = path;
    this.#offset = from;
    this.#scanner = new MetricsScanner(this.builder);
  }

  /** How far it was read, in bytes. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Reads the whole lines that were appended since.
   * @param until not beyond this byte, which is behind a line's end @param expected up to where there will be rows: room
   * is made for them
   */
  async read(until: number = Number.POSITIVE_INFINITY, expected: number = until): Promise<void> {
    const size = Math.min((await stat(this.#path).catch(() => null))?.size ?? 0, expected);
    const from = this.#offset;
    for await (const { bytes, start, end } of readByteBatches(this.#path, from, until)) {
      this.#scanner.add(bytes);
      // The first batch tells how long lines are, and so how many there are.
      const rows = this.builder.view().length;
      if (start === from && end < size) this.builder.reserve(Math.ceil((rows * (size - from) * 1.02) / (end - from)));
      this.#offset = end;
    }
  }

  /** Takes what was read elsewhere of the bytes from `offset` to `end`. */
  take(table: MetricsTable, end: number): void {
    this.builder.append(table);
    this.#offset = end;
  }
}
