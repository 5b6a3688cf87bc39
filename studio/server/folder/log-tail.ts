/** @file The growing end of a log: whole lines that were appended since the last look. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const NEWLINE = 0x0a;

/** `ends[i]`: the byte behind line i. The lines fill the bytes from `from` to `to`. */
export interface TailLines {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
  readonly ends: readonly number[];
}

/** At most so many bytes at once; what is longer comes with the next call. */
export const MOST_BYTES: number = 1 << 20;

/**
 * @param path of a log, perhaps not there yet @param from behind a line's end
 * @param until not beyond this byte
 * @returns null for no whole line
 */
export function linesFrom(path: string, from: number, until: number = Number.POSITIVE_INFINITY): TailLines | null {
  const bytes = bytesFrom(path, from, until - from);
  const lines: string[] = [];
  const ends: number[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.toString("utf8", start, end));
    start = end + 1;
    ends.push(from + start);
  }
  return lines.length === 0 ? null : { from, to: from + start, lines, ends };
}

/** Twice as many as before until there is a line's end among them. */
function bytesFrom(path: string, from: number, most: number): Buffer {
  return withFile(path, (file) => {
    const left = Math.max(0, Math.min(fstatSync(file).size - from, most));
    for (let length = Math.min(left, MOST_BYTES); ; length = Math.min(left, length * 2)) {
      const bytes = Buffer.allocUnsafe(length);
      const read = length === 0 ? bytes : bytes.subarray(0, readSync(file, bytes, 0, length, from));
      if (length === left || read.includes(NEWLINE)) return read;
    }
  });
}

/** @returns the byte behind the last line end of a log; 0 for one that is not there */
export function wholeEnd(path: string): number {
  const bytes = withFile(path, (file) => {
    const { size } = fstatSync(file);
    for (let end = size; end > 0; end -= 1 << 16) {
      const start = Math.max(0, end - (1 << 16));
      const chunk = Buffer.allocUnsafe(end - start);
      readSync(file, chunk, 0, chunk.length, start);
      const at = chunk.lastIndexOf(NEWLINE);
      if (at >= 0) return start + at + 1;
    }
    return 0;
  });
  return typeof bytes === "number" ? bytes : 0;
}

/** @returns what `work` does, or no bytes where the file cannot be read: the next look tries again */
function withFile<T>(path: string, work: (file: number) => T): T | Buffer {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return Buffer.alloc(0);
  }
  try {
    return work(file);
  } catch {
    return Buffer.alloc(0);
  } finally {
    closeSync(file);
  }
}

/** Lines as JSON objects with their ends; a line that is none is passed over. */
export function parsedLines<T>(
  { lines, ends }: TailLines,
  isOne: (value: object) => value is object & T,
): { readonly values: readonly T[]; readonly ends: readonly number[] } {
  const values: T[] = [];
  const kept: number[] = [];
  lines.forEach((line, i) => {
    const value = objectOf(line);
    if (value === null || !isOne(value)) return;
    values.push(value);
    kept.push(ends[i] as number);
  });
  return { values, ends: kept };
}

function objectOf(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
