/**
 * @file Which columns a log has, without reading all of it: its first rows hold whatever is logged with the samples,
 * which are drawn often in the beginning, and its last ones what came later.
 */
import { linesFrom, parsedLines, wholeEnd } from "./log-tail.ts";

const HEAD = 1 << 16;
const TAIL = 1 << 18;

/** @param path of `metrics.jsonl` */
export function columnsIn(path: string): string[] {
  const end = wholeEnd(path);
  const parts =
    end <= HEAD + TAIL ? [linesFrom(path, 0)] : [linesFrom(path, 0, HEAD), linesFrom(path, end - TAIL, end)];
  const names = new Set<string>();
  for (const part of parts) {
    if (part === null) continue;
    for (const row of parsedLines<object>(part, (value): value is object => "step" in value).values) {
      for (const [name, value] of Object.entries(row)) if (typeof value === "number") names.add(name);
    }
  }
  return [...names];
}
