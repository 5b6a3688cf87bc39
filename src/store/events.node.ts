/** @file Reads `events.jsonl`. */
import { readRows } from "./line-log.node.ts";
import type { RunEvent } from "./run-record.ts";

/** @param path of the file; absent, there are none. Lines that are no events are passed over. */
export const readEvents = (path: string): Promise<RunEvent[]> => readRows(path, parseEvent);

function parseEvent(line: string): RunEvent | null {
  try {
    const { type, step, attempt } = (JSON.parse(line) ?? {}) as Partial<RunEvent>;
    if (typeof type !== "string" || typeof step !== "number") return null;
    return { ...(JSON.parse(line) as RunEvent), attempt: typeof attempt === "number" ? attempt : 1 };
  } catch {
    return null;
  }
}
