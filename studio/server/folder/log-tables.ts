/** @file Logs as tables that grow with them: each line is parsed once. */
import { statSync } from "node:fs";
import { MetricsBuilder, type MetricsTable } from "gantry/store";
import { readBatches } from "gantry/store/node";

/** `offset`: how far the log was read, in bytes. */
export interface ReadLog {
  /** Holds until the next call. */
  readonly table: MetricsTable;
  readonly offset: number;
}

interface Growing {
  builder: MetricsBuilder;
  offset: number;
  inode: number;
}

/** Tables that are kept; the one that was not asked for longest goes first. */
const MOST = 12;

export class LogTables {
  readonly #tables = new Map<string, Growing>();

  /** @param path of `metrics.jsonl`; one that is not there is empty */
  async read(path: string): Promise<ReadLog> {
    const stats = statSync(path, { throwIfNoEntry: false });
    const known = this.#tables.get(path);
    const same = known !== undefined && known.inode === stats?.ino && known.offset <= stats.size;
    const log = same ? known : { builder: new MetricsBuilder(), offset: 0, inode: stats?.ino ?? 0 };
    this.#tables.delete(path);
    this.#tables.set(path, log);
    for (const oldest of this.#tables.keys()) {
      if (this.#tables.size > MOST) this.#tables.delete(oldest);
    }
    for await (const { lines, end } of readBatches(path, log.offset)) {
      for (const line of lines) addLine(log.builder, line);
      log.offset = end;
    }
    return { table: log.builder.view(), offset: log.offset };
  }
}

function addLine(builder: MetricsBuilder, line: string): void {
  try {
    builder.add(JSON.parse(line));
  } catch {
    builder.malformed();
  }
}
