/** @file Logs as tables that grow with them: each line is parsed once. */
import { statSync } from "node:fs";
import type { MetricsTable } from "gantry/store";
import { MetricsLog } from "gantry/store/node";
import { readInParts } from "./log-parts.ts";

/** `offset`: how far the log was read, in bytes. */
export interface ReadLog {
  /** Holds until the next call. */
  readonly table: MetricsTable;
  readonly offset: number;
}

/** Tables that are kept, in bytes together; those that were not asked for longest go first. */
const MOST_BYTES = 1 << 30;

/** What is longer is read by several threads. */
const LONG = 1 << 26;

interface KeptLog {
  readonly log: MetricsLog;
  readonly inode: number;
  readonly born: string;
}

export class LogTables {
  readonly #kept = new Map<string, KeptLog>();

  /** @param path of `metrics.jsonl`; one that is not there is empty @param born when its run was created */
  async read(path: string, born = ""): Promise<ReadLog> {
    const stats = statSync(path, { throwIfNoEntry: false });
    const known = this.#kept.get(path);
    const same = known?.born === born && known.inode === stats?.ino && known.log.offset <= stats.size;
    const kept = same ? known : { log: new MetricsLog(path), inode: stats?.ino ?? 0, born };
    this.#kept.delete(path);
    if ((stats?.size ?? 0) - kept.log.offset >= LONG) await readInParts(kept.log, path);
    await kept.log.read();
    this.#kept.set(path, kept);
    this.#forget();
    return { table: kept.log.builder.view(), offset: kept.log.offset };
  }

  #forget(): void {
    const sizes = [...this.#kept].map(([path, { log }]) => [path, bytesOf(log)] as const);
    let total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    for (const [path, bytes] of sizes.slice(0, -1)) {
      if (total <= MOST_BYTES) return;
      total -= bytes;
      this.#kept.delete(path);
    }
  }
}

function bytesOf({ builder }: MetricsLog): number {
  const { columns, length } = builder.view();
  return columns.size * length * Float64Array.BYTES_PER_ELEMENT;
}
