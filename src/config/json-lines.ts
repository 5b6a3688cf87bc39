/**
 * @file JSON that remembers on which line each value began, so that an error in a configuration file names its line.
 * The grammar is RFC 8259's; every syntax error is E104 with line, expectation and what stood there.
 */
import { GantryError } from "../base/error.ts";

/** One leaf of the file: where it stands in the tree, its value (arrays whole) and its line, counted from 1. */
export interface JsonLeaf {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly line: number;
}

interface Reader {
  readonly text: string;
  readonly file: string;
  at: number;
}

/** Every leaf of an object, in the file's order. @throws E104 */
export function jsonLeaves(text: string, file: string): readonly JsonLeaf[] {
  const reader: Reader = { text: text.replace(/^\uFEFF/, ""), file, at: 0 };
  const leaves: JsonLeaf[] = [];
  skipBlank(reader);
  if (reader.text[reader.at] !== "{") fail(reader, "an object, { … }");
  readObject(reader, [], leaves);
  skipBlank(reader);
  if (reader.at < reader.text.length) fail(reader, "the end of the file");
  return leaves;
}

const lineOf = (reader: Reader): number => reader.text.slice(0, reader.at).split("\n").length;

function fail(reader: Reader, expected: string): never {
  const rest = reader.text.slice(reader.at).match(/^[\w.+-]+|^./)?.[0];
  const got = rest === undefined ? (reader.at < reader.text.length ? "a line break" : "the end of the file") : rest;
  throw new GantryError("E104", { where: `${reader.file}:${lineOf(reader)}`, expected, got });
}

function skipBlank(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}

function expectMark(reader: Reader, marks: readonly string[]): string {
  skipBlank(reader);
  const mark = reader.text[reader.at];
  if (mark === undefined || !marks.includes(mark)) fail(reader, marks.join(" or "));
  reader.at += 1;
  return mark;
}

/** Reads `{ … }` and appends its leaves; a key written twice is an error, because one of the two would be lost. */
function readObject(reader: Reader, path: readonly string[], leaves: JsonLeaf[]): void {
  expectMark(reader, ["{"]);
  skipBlank(reader);
  const seen = new Set<string>();
  if (reader.text[reader.at] === "}") {
    reader.at += 1;
    return;
  }
  do {
    skipBlank(reader);
    if (reader.text[reader.at] !== '"') fail(reader, "a key in quotes");
    const key = readToken(reader) as string;
    if (seen.has(key)) fail(reader, `the key "${key}" only once`);
    seen.add(key);
    expectMark(reader, [":"]);
    skipBlank(reader);
    const here = [...path, key];
    if (reader.text[reader.at] === "{") readObject(reader, here, leaves);
    else leaves.push({ path: here, line: lineOf(reader), value: readValue(reader) });
  } while (expectMark(reader, [",", "}"]) === ",");
}

function readValue(reader: Reader): unknown {
  if (reader.text[reader.at] !== "[") return readToken(reader);
  const items: unknown[] = [];
  reader.at += 1;
  skipBlank(reader);
  if (reader.text[reader.at] === "]") {
    reader.at += 1;
    return items;
  }
  do {
    skipBlank(reader);
    items.push(readValue(reader));
  } while (expectMark(reader, [",", "]"]) === ",");
  return items;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b/y;

/** A string, number, true, false or null; the language's own parser says what it stands for. */
function readToken(reader: Reader): unknown {
  TOKEN.lastIndex = reader.at;
  const token = TOKEN.exec(reader.text)?.[0];
  if (token === undefined) fail(reader, "a value");
  try {
    const value: unknown = JSON.parse(token);
    reader.at += token.length;
    return value;
  } catch {
    return fail(reader, "a value");
  }
}
