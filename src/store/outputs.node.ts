/** @file Reads `outputs.jsonl`: what D said of the batches of a step. */
import { readBatches } from "./line-log.node.ts";
import type { OutputsRow } from "./run-record.ts";

/** @param path of the file; absent, it has no rows */
export async function readOutputs(path: string): Promise<readonly OutputsRow[]> {
  const log = new OutputsLog(path);
  await log.read();
  return log.rows;
}

/** A log that is read as it grows: each line is parsed once. */
export class OutputsLog {
  /** Steps rise: a row replaces those of earlier attempts from its step on, as in `metrics-table.ts`. */
  readonly rows: OutputsRow[] = [];
  readonly #path: string;
  #offset = 0;
  #reading: Promise<void> = Promise.resolve();

  /** @param path of the file, perhaps not there yet */
  constructor(path: string) {
    this.#path = path;
  }

  /** How far it was read, in bytes. */
  get offset(): number {
    return this.#offset;
  }

  /** Reads the whole lines that were appended since; what is no row is passed over. Of calls at once, one after the other. */
  read(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#more());
    return this.#reading;
  }

  async #more(): Promise<void> {
    for await (const { lines, end } of readBatches(this.#path, this.#offset)) {
      for (const line of lines) this.#add(parseRow(line));
      this.#offset = end;
    }
  }

  #add(row: OutputsRow | null): void {
    if (row === null) return;
    while ((this.rows.at(-1)?.step ?? -1) >= row.step) this.rows.pop();
    this.rows.push(row);
  }
}

function parseRow(line: string): OutputsRow | null {
  try {
    const row = JSON.parse(line) as Partial<OutputsRow> | null;
    const { step, reading, real, fake } = row ?? {};
    const whole = typeof step === "number" && typeof reading === "string" && areQuantiles(real) && areQuantiles(fake);
    return whole ? (row as OutputsRow) : null;
  } catch {
    return null;
  }
}

/** Two at least, none less than the one before it. */
const areQuantiles = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((one, i) => typeof one === "number" && one >= (i === 0 ? one : value[i - 1]));
