/**
 * @file A run's logged numbers as columns. After a resume or a rollback the steps beyond the checkpoint are logged
 * again under the next attempt; from the first step that an attempt logged, its rows replace all those of earlier
 * attempts. (Keeping what only an earlier attempt reached would draw a future that the run no longer has.)
 */

export interface MetricsTable {
  readonly length: number;
  /** `step`, `attempt`, `time`, `images` and whatever was watched; NaN where a row lacks a value. Steps rise. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Lines that were no rows. */
  readonly malformed: number;
}

/** The column of the steps: the first one. */
const STEP = 0;

/** Takes rows in the order of the file; memory is one float64 for each value. */
export class MetricsBuilder {
  #capacity = 1024;
  #length = 0;
  #malformed = 0;
  readonly #numbers = new Map<string, number>([["step", STEP]]);
  readonly #columns: Float64Array[] = [this.#fresh()];

  /** @param row a parsed line; anything but an object with a numeric `step` counts as malformed */
  add(row: unknown): void {
    if (typeof row !== "object" || row === null || typeof (row as { step?: unknown }).step !== "number") {
      this.#malformed += 1;
      return;
    }
    this.#begin((row as { step: number }).step);
    for (const name in row) {
      const value = (row as Record<string, unknown>)[name];
      if (typeof value === "number") (this.#columns[this.columnOf(name)] as Float64Array)[this.#length] = value;
    }
    this.#length += 1;
  }

  /** A column's number, for `addValues`; made if it is new. */
  columnOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#columns.length;
      this.#numbers.set(name, number);
      this.#columns.push(this.#fresh());
    }
    return number;
  }

  /** A row as the first `count` of `values` in the columns of these numbers; without a step it counts as malformed. */
  addValues(columns: Int32Array, values: Float64Array, count: number): void {
    let at = 0;
    while (at < count && columns[at] !== STEP) at += 1;
    if (at === count) {
      this.#malformed += 1;
      return;
    }
    this.#begin(values[at] as number);
    const row = this.#length;
    for (let i = 0; i < count; i += 1) {
      (this.#columns[columns[i] as number] as Float64Array)[row] = values[i] as number;
    }
    this.#length += 1;
  }

  /** The rows of a table that was read from what follows in the file. */
  append({ length, columns, malformed }: MetricsTable): void {
    this.#malformed += malformed;
    // Of all rows that were read there, the least step stands first: what was replaced within had a greater one.
    const first = columns.get("step")?.[0];
    if (length === 0 || first === undefined) return;
    this.#supersede(first);
    this.reserve(this.#length + length);
    for (const [name, values] of columns)
      (this.#columns[this.columnOf(name)] as Float64Array).set(values, this.#length);
    this.#length += length;
  }

  malformed(lines = 1): void {
    this.#malformed += lines;
  }

  /** Makes room for so many rows in all, so that they need not be moved as they come. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#grow(rows);
  }

  table(): MetricsTable {
    return this.#tableOf((values) => values.slice(0, this.#length));
  }

  /** As `table`, but without a copy: it holds until the next row is added. */
  view(): MetricsTable {
    return this.#tableOf((values) => values.subarray(0, this.#length));
  }

  #tableOf(part: (values: Float64Array) => Float64Array): MetricsTable {
    const named = [...this.#numbers].map(
      ([name, number]) => [name, part(this.#columns[number] as Float64Array)] as const,
    );
    return {
      length: this.#length,
      columns: new Map(this.#length === 0 && this.#columns.length === 1 ? [] : named),
      malformed: this.#malformed,
    };
  }

  #begin(step: number): void {
    this.#supersede(step);
    if (this.#length === this.#capacity) this.#grow(this.#capacity * 2);
  }

  /** Drops rows at or beyond `step`: an earlier attempt logged them. */
  #supersede(step: number): void {
    const steps = this.#columns[STEP] as Float64Array;
    let length = this.#length;
    while (length > 0 && (steps[length - 1] as number) >= step) length -= 1;
    if (length === this.#length) return;
    for (const values of this.#columns) values.fill(Number.NaN, length, this.#length);
    this.#length = length;
  }

  #fresh(): Float64Array {
    return new Float64Array(this.#capacity).fill(Number.NaN);
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    this.#columns.forEach((values, number) => {
      const wider = this.#fresh();
      wider.set(values);
      this.#columns[number] = wider;
    });
  }
}
