/** @file A page that does not read holds nobody up, and is told the newest when it reads on. */
import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { MOST_BYTES, Reader } from "./reader.ts";

/** A connection of which `waiting` is not read yet. */
class Connection extends EventEmitter {
  readonly said: string[] = [];
  destroyed = false;
  waiting = 0;

  get writableLength(): number {
    return this.waiting;
  }

  write(text: string): boolean {
    this.said.push(text);
    this.waiting += text.length;
    return this.waiting < 16_384;
  }
}

const readerOf = (connection: Connection, late: string[]): Reader =>
  new Reader(connection as unknown as ServerResponse, (reader) => {
    late.push(reader.missedSince ?? "");
    reader.missedSince = null;
    reader.write("what was missed", "3");
  });

test("events that are read a little later are all told", () => {
  const [connection, late] = [new Connection(), [] as string[]];
  const reader = readerOf(connection, late);
  for (const cursor of ["1", "2", "3"]) reader.write("x".repeat(100_000), cursor);
  connection.waiting = 0;
  connection.emit("drain");
  expect([connection.said.length, late, reader.missedSince]).toEqual([3, [], null]);
});

test("too much unread, and nothing more is said but what was missed, when all is read", () => {
  const [connection, late] = [new Connection(), [] as string[]];
  const reader = readerOf(connection, late);
  reader.write("x".repeat(MOST_BYTES + 1), "1");
  reader.write("left out", "2");
  reader.beat();
  expect([connection.said.length, reader.missedSince]).toEqual([1, "1"]);
  connection.waiting = 0;
  connection.emit("drain");
  expect([connection.said.slice(1), late]).toEqual([["what was missed"], ["1"]]);
  reader.write("the next", "4");
  expect(connection.said.at(-1)).toBe("the next");
});

test("a connection that is gone is not written to", () => {
  const connection = new Connection();
  const reader = readerOf(connection, []);
  connection.destroyed = true;
  reader.write("x", "1");
  reader.beat();
  expect(connection.said).toEqual([]);
});
