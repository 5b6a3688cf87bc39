/** @file What D said, by run: logs that are kept as far as they were read. Of the thread of `Logs`, for they may be long. */
import { statSync } from "node:fs";
import { OutputsLog } from "gantry/store/node";
import { type OutputsLine, type OutputsQuery, spreadLines } from "../../api/outputs.ts";

/** What is sent of a line. */
export const outputsLine = ({ step, reading, real, fake }: OutputsLine): OutputsLine => ({ step, reading, real, fake });

/** Logs that are kept, in bytes of their files together; those that were not asked for longest go first. */
const MOST_BYTES = 1 << 28;

interface KeptLog {
  readonly log: OutputsLog;
  readonly inode: number;
  readonly born: string;
}

export class OutputLogs {
  readonly #kept = new Map<string, KeptLog>();

  /** @param path of `outputs.jsonl`; one that is not there is empty @param born when its run was created */
  async lines(path: string, born: string, query: OutputsQuery): Promise<readonly OutputsLine[]> {
    const { log } = this.#of(path, born);
    await log.read();
    this.#forget();
    return spreadLines(log.rows, query).map(outputsLine);
  }

  #of(path: string, born: string): KeptLog {
    const stats = statSync(path, { throwIfNoEntry: false });
    const inode = stats?.ino ?? 0;
    const known = this.#kept.get(path);
    const same = known?.inode === inode && known.born === born && known.log.offset <= (stats?.size ?? 0);
    const kept = same ? known : { log: new OutputsLog(path), inode, born };
    this.#kept.delete(path); // what was asked for last goes last
    this.#kept.set(path, kept);
    return kept;
  }

  #forget(): void {
    const all = [...this.#kept].reverse();
    let total = 0;
    all.forEach(([path, { log }], i) => {
      total += log.offset;
      if (i > 0 && total > MOST_BYTES) this.#kept.delete(path);
    });
  }
}
