/** @file A long log, read by several threads at once: each reads a part of its lines, and the parts are put together. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { MetricsTable } from "gantry/store";
import type { MetricsLog } from "gantry/store/node";
import { linesFrom, wholeEnd } from "./log-tail.ts";

/** What a thread is told: bytes between two line ends. */
export interface LogPart {
  readonly path: string;
  readonly from: number;
  readonly until: number;
}

const MOST_THREADS = 4;

/** @param log is read to the last whole line that is there now @param path of it */
export async function readInParts(log: MetricsLog, path: string): Promise<void> {
  const ends = partEnds(path, log.offset, Math.min(availableParallelism(), MOST_THREADS));
  const starts = [log.offset, ...ends.slice(0, -1)];
  // This thread reads the first part itself, in place.
  const others = starts.slice(1).map((from, i) => readElsewhere({ path, from, until: ends[i + 1] as number }));
  const [, ...tables] = await Promise.all([log.read(ends[0], ends.at(-1)), ...others]);
  tables.forEach((table, i) => {
    log.take(table, ends[i + 1] as number);
  });
}

/** Line ends that divide what is left into parts about as long. */
function partEnds(path: string, from: number, parts: number): number[] {
  const end = wholeEnd(path);
  const places = Array.from({ length: parts - 1 }, (_, i) => from + Math.floor(((end - from) * (i + 1)) / parts));
  return [...places.flatMap((place) => linesFrom(path, place)?.ends[0] ?? []), end];
}

const threadFile = (): URL =>
  new URL(import.meta.url.endsWith(".ts") ? "./log-part-thread.ts" : "./log-part-thread.js", import.meta.url);

function readElsewhere(part: LogPart): Promise<MetricsTable> {
  return new Promise((done, failed) => {
    const worker = new Worker(threadFile(), { workerData: part });
    worker.on("message", done);
    worker.on("error", failed);
    worker.on("exit", (code) => failed(new Error(`a thread that reads a log ended with ${code}`))); // after a message: no effect
  });
}
