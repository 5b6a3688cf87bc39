/**
 * @file Append-only logs of JSON lines. A kill may leave half a line at the end: readers stop at the last line end, and
 * the owner cuts the rest off before it appends again.
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { codeOf, diskError } from "./durable.node.ts";

const NEWLINE = 0x0a;
const CHUNK = 1 << 20;

/** The owner's end of a log. Appends are synchronous, so lines stand in the order of the calls. */
export interface LineLog {
  /** @throws E502, E503; then the log ends as it did before */
  readonly append: (line: object) => void;
  /** Waits until the disk has all of it. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** Opens a log for appending, made if absent; half a line at its end is cut off. */
export function openLog(path: string): LineLog {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw diskError(error, path, "write");
    }
  };
  const file = guard(() => openSync(path, "a+"));
  guard(() => cutTornLine(file));
  return {
    append: (line) => guard(() => appendWhole(file, Buffer.from(`${JSON.stringify(line)}\n`))),
    flush: () => guard(() => fsyncSync(file)),
    close: () => closeSync(file),
  };
}

function appendWhole(file: number, bytes: Buffer): void {
  const before = fstatSync(file).size;
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } catch (error) {
    ftruncateSync(file, before);
    throw error;
  }
}

function cutTornLine(file: number): void {
  const { size } = fstatSync(file);
  const end = lastLineEnd(file, size);
  if (end < size) ftruncateSync(file, end);
}

/** The offset behind the last line end before `size`. */
function lastLineEnd(file: number, size: number): number {
  const chunk = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunk.length);
    const read = readSync(file, chunk, 0, end - start, start);
    const at = chunk.subarray(0, read).lastIndexOf(NEWLINE);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

/**
 * Appends one line to a log that others append to as well. Half a line that a killed writer left is closed first, so
 * that only it is lost.
 */
export async function appendShared(path: string, line: object): Promise<void> {
  try {
    const file = await open(path, "a+");
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await file.read(last, 0, 1, size - 1);
      const start = size > 0 && last[0] !== NEWLINE ? "\n" : "";
      await file.write(`${start}${JSON.stringify(line)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskError(error, path, "write");
  }
}

/** Whole lines of a log. `end`: the offset behind the last of them. */
export interface LineBatch {
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Whole lines of a log as bytes, which hold until the next batch is asked for. `end`: the offset behind them. */
export interface ByteBatch {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a log from a byte offset, a megabyte or so at a time; a log that does not exist is empty. The torn last line is
 * left for a later call.
 * @param until not beyond this byte, which is behind a line's end
 */
export async function* readByteBatches(
  path: string,
  from = 0,
  until: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<ByteBatch> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw diskError(error, path, "read");
  });
  if (file === null) return;
  try {
    let buffer = Buffer.allocUnsafe(CHUNK);
    let [held, start] = [0, from];
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2); // a line longer than it
      const wanted = Math.min(buffer.length - held, until - start - held);
      const { bytesRead } = wanted > 0 ? await file.read(buffer, held, wanted, start + held) : { bytesRead: 0 };
      if (bytesRead === 0) return;
      held += bytesRead;
      const length = buffer.subarray(0, held).lastIndexOf(NEWLINE) + 1;
      if (length === 0) continue;
      yield { bytes: buffer.subarray(0, length), start, end: start + length };
      buffer.copyWithin(0, length, held);
      held -= length;
      start += length;
    }
  } finally {
    await file.close();
  }
}

/** As `readByteBatches`, as lines. */
export async function* readBatches(path: string, from = 0): AsyncGenerator<LineBatch> {
  for await (const { bytes, start, end } of readByteBatches(path, from)) {
    yield { lines: bytes.toString("utf8", 0, bytes.length - 1).split("\n"), start, end };
  }
}

/** What a log's whole lines hold, in their order. @param parse null for a line that is passed over */
export async function readRows<T>(path: string, parse: (line: string) => T | null): Promise<T[]> {
  const rows: T[] = [];
  for await (const { lines } of readBatches(path)) {
    for (const line of lines) {
      const row = parse(line);
      if (row !== null) rows.push(row);
    }
  }
  return rows;
}
