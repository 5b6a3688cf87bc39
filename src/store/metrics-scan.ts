/**
 * @file Lines of `metrics.jsonl` from bytes into columns. A run's lines are alike: keys in the same order, numbers as
 * values. So the key that followed last time is tried first, and a number is read where it stands. A line of any other
 * kind is given to `JSON.parse`.
 */
import { DecimalReader } from "./decimal.ts";
import type { MetricsBuilder } from "./metrics-table.ts";

const [NEWLINE, QUOTE, COMMA, COLON, OPEN, CLOSE, SLASH] = [0x0a, 0x22, 0x2c, 0x3a, 0x7b, 0x7d, 0x5c];
const NULL = "null";

/** A key as it was met: its column, its text from the quote to the colon, and the key that came after it. */
interface Key {
  readonly column: number;
  readonly length: number;
  /** Its bytes as int32, four in each; the last four once more, so that they are four. */
  readonly words: Int32Array;
  next: Key | null;
}

export class MetricsScanner {
  readonly #builder: MetricsBuilder;
  readonly #numbers = new DecimalReader();
  readonly #keys = new Map<string, Key>();
  /** What stands before the first key of a line. */
  readonly #start: Key = { column: -1, length: 0, words: new Int32Array(), next: null };
  readonly #decoder = new TextDecoder();
  #columns = new Int32Array(64);
  #values = new Float64Array(64);
  #count = 0;
  #view: DataView = new DataView(new ArrayBuffer(0));

  /** @param builder takes the rows */
  constructor(builder: MetricsBuilder) {
    this.#builder = builder;
  }

  /** @param bytes whole lines */
  add(bytes: Uint8Array): void {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#numbers.use(this.#view);
    for (let at = 0; at < bytes.length; ) {
      const end = this.#line(bytes, at);
      if (end >= 0) {
        this.#builder.addValues(this.#columns, this.#values, this.#count);
        at = end + 1;
      } else {
        const newline = bytes.indexOf(NEWLINE, at);
        const stop = newline < 0 ? bytes.length : newline;
        this.#parse(bytes.subarray(at, stop));
        at = stop + 1;
      }
    }
  }

  /** @returns the index of the line's end, -1 where it is not one of the usual kind */
  #line(bytes: Uint8Array, at: number): number {
    this.#count = 0;
    if (bytes[at] !== OPEN) return -1;
    let key = this.#start;
    for (let i = at; bytes[i] === (i === at ? OPEN : COMMA); ) {
      const found = this.#keyAt(bytes, i + 1, key);
      if (found === null) return -1;
      key = found;
      i = this.#value(bytes, i + 1 + key.length, key.column);
      if (i < 0) return -1;
      if (bytes[i] === CLOSE) return bytes[i + 1] === NEWLINE ? i + 1 : -1;
    }
    return -1;
  }

  /** @param before the key before it in the line */
  #keyAt(bytes: Uint8Array, at: number, before: Key): Key | null {
    const guess = before.next;
    if (guess !== null && standsAt(guess, this.#view, at)) return guess;
    if (bytes[at] !== QUOTE) return null;
    let i = at + 1;
    while (i < bytes.length && bytes[i] !== QUOTE && bytes[i] !== SLASH && bytes[i] !== NEWLINE) i += 1;
    if (bytes[i] !== QUOTE || bytes[i + 1] !== COLON) return null;
    const name = this.#decoder.decode(bytes.subarray(at + 1, i));
    const key = this.#keys.get(name) ?? this.#keyOf(name, bytes.subarray(at, i + 2));
    this.#keys.set(name, key);
    before.next = key;
    return key;
  }

  #keyOf(name: string, text: Uint8Array): Key {
    const { length } = text;
    const view = new DataView(text.buffer, text.byteOffset, length);
    const places = length < WORD ? [] : Array.from({ length: Math.ceil(length / WORD) }, (_, i) => place(i, length));
    const words = Int32Array.from(places, (at) => view.getInt32(at, true));
    return { column: this.#builder.columnOf(name), length, words, next: null };
  }

  /** @returns the index behind the value, -1 for one that is neither a number nor null */
  #value(bytes: Uint8Array, at: number, column: number): number {
    const value = this.#numbers.read(at);
    if (Number.isNaN(value)) {
      for (let i = 0; i < NULL.length; i += 1) if (bytes[at + i] !== NULL.charCodeAt(i)) return -1;
      return at + NULL.length;
    }
    if (this.#count === this.#columns.length) this.#widen();
    this.#columns[this.#count] = column;
    this.#values[this.#count] = value;
    this.#count += 1;
    return this.#numbers.end;
  }

  #widen(): void {
    const [columns, values] = [new Int32Array(this.#count * 2), new Float64Array(this.#count * 2)];
    columns.set(this.#columns);
    values.set(this.#values);
    this.#columns = columns;
    this.#values = values;
  }

  #parse(line: Uint8Array): void {
    try {
      this.#builder.add(JSON.parse(this.#decoder.decode(line)));
    } catch {
      this.#builder.malformed();
    }
  }
}

const WORD = 4;

/** Where word i of a key begins: the last one ends with it. */
const place = (i: number, length: number): number => Math.min(i * WORD, length - WORD);

/** A key of no letter has no words, and is looked up each time. */
function standsAt({ words, length }: Key, view: DataView, at: number): boolean {
  if (words.length === 0 || at + length > view.byteLength) return false;
  const last = words.length - 1;
  for (let i = 0; i < last; i += 1) if (view.getInt32(at + i * WORD, true) !== words[i]) return false;
  return view.getInt32(at + length - WORD, true) === words[last];
}
