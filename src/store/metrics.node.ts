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
  #offset = 0;

  /** @param path of the file, perhaps not there yet */
  constructor(path: string) {
    this.#path = path;
    this.#scanner = new MetricsScanner(this.builder);
  }

  /** How far it was read, in bytes. */
  get offset(): number {
    return this.#offset;
  }

  /** Reads the whole lines that were appended since. */
  async read(): Promise<void> {
    const size = (await stat(this.#path).catch(() => null))?.size ?? 0;
    for await (const { bytes, end } of readByteBatches(this.#path, this.#offset)) {
      const before = this.builder.view().length;
      this.#scanner.add(bytes);
      const rows = this.builder.view().length - before;
      // The first batch tells how long lines are, and so how many there are.
      if (this.#offset === 0 && end < size) this.builder.reserve(Math.ceil((rows * size * 1.02) / end));
      this.#offset = end;
    }
  }
}
