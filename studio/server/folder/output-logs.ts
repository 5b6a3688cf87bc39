/** @file What D said, by run: logs that are kept as far as they were read. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { OUTPUTS_FILE, OutputsLog } from "gantry/store/node";
import { type OutputsLine, type OutputsQuery, spreadLines } from "../../api/outputs.ts";
import type { WatchedRun } from "./watched-run.ts";

/** What is sent of a line. */
export const outputsLine = ({ step, reading, real, fake }: OutputsLine): OutputsLine => ({ step, reading, real, fake });

/** Logs that are kept; the one that was not asked for longest goes first. */
const MOST_KEPT = 8;

interface KeptLog {
  readonly log: OutputsLog;
  readonly inode: number;
  /** When its run was created: another run may take the folder's name. */
  readonly born: string;
}

export class OutputLogs {
  readonly #kept = new Map<string, KeptLog>();

  async lines(run: WatchedRun, query: OutputsQuery): Promise<readonly OutputsLine[]> {
    const { log } = this.#of(run);
    await log.read();
    return spreadLines(log.rows, query).map(outputsLine);
  }

  #of(run: WatchedRun): KeptLog {
    const path = join(run.path, OUTPUTS_FILE);
    const stats = statSync(path, { throwIfNoEntry: false });
    const [inode, born] = [stats?.ino ?? 0, run.record?.createdAt ?? ""];
    const known = this.#kept.get(path);
    const same = known?.inode === inode && known.born === born && known.log.offset <= (stats?.size ?? 0);
    const kept = same ? known : { log: new OutputsLog(path), inode, born };
    this.#kept.delete(path); // what was asked for last goes last
    this.#kept.set(path, kept);
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    return kept;
  }
}
