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

/** Takes rows in the order of the file; memory is one float64 for each value. */
export class MetricsBuilder {
  #capacity = 1024;
  #length = 0;
  #malformed = 0;
  readonly #columns = new Map<string, Float64Array>();

  /** @param row a parsed line; anything but an object with a numeric `step` counts as malformed */
  add(row: unknown): void {
    if (typeof row !== "object" || row === null || typeof (row as { step?: unknown }).step !== "number") {
      this.#malformed += 1;
      return;
    }
    this.#supersede((row as { step: number }).step);
    if (this.#length === this.#capacity) this.#grow();
    for (const name in row) {
      const value = (row as Record<string, unknown>)[name];
      if (typeof value === "number") this.#column(name)[this.#length] = value;
    }
    this.#length += 1;
  }

  malformed(lines = 1): void {
    this.#malformed += lines;
  }

  table(): MetricsTable {
    const columns = [...this.#columns].map(([name, values]) => [name, values.slice(0, this.#length)] as const);
    return { length: this.#length, columns: new Map(columns), malformed: this.#malformed };
  }

  /** As `table`, but without a copy: it holds until the next row is added. */
  view(): MetricsTable {
    const columns = [...this.#columns].map(([name, values]) => [name, values.subarray(0, this.#length)] as const);
    return { length: this.#length, columns: new Map(columns), malformed: this.#malformed };
  }

  /** Drops rows at or beyond `step`: an earlier attempt logged them. */
  #supersede(step: number): void {
    const steps = this.#column("step");
    let length = this.#length;
    while (length > 0 && (steps[length - 1] as number) >= step) length -= 1;
    if (length === this.#length) return;
    for (const values of this.#columns.values()) values.fill(Number.NaN, length, this.#length);
    this.#length = length;
  }

  #column(name: string): Float64Array {
    let values = this.#columns.get(name);
    if (values === undefined) {
      values = new Float64Array(this.#capacity).fill(Number.NaN);
      this.#columns.set(name, values);
    }
    return values;
  }

  #grow(): void {
    this.#capacity *= 2;
    for (const [name, values] of this.#columns) {
      const wider = new Float64Array(this.#capacity).fill(Number.NaN);
      wider.set(values);
      this.#columns.set(name, wider);
    }
  }
}
