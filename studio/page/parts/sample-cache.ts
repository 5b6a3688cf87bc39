/** @file What was fetched last, up to a bound: the least recently used goes first, and is given back. */

export interface CacheOptions<V> {
  /** Of all values together, in the unit of `costOf`. */
  readonly bound: number;
  readonly costOf: (value: V) => number;
  /** Gives back what a value holds. */
  readonly free: (value: V) => void;
}

export class BoundedCache<K, V> {
  readonly #options: CacheOptions<V>;
  /** A `Map` keeps the order of insertion: the oldest first. */
  readonly #values = new Map<K, V>();
  readonly #held = new Map<K, number>();
  #cost = 0;

  constructor(options: CacheOptions<V>) {
    this.#options = options;
  }

  get cost(): number {
    return this.#cost;
  }

  get size(): number {
    return this.#values.size;
  }

  has(key: K): boolean {
    return this.#values.has(key);
  }

  get(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.#values.set(key, value);
    this.#cost += this.#options.costOf(value);
    this.#shrink();
  }

  delete(key: K): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#cost -= this.#options.costOf(value);
    this.#options.free(value);
  }

  /** What is on the screen stays until it is let go. @returns lets it go */
  hold(key: K): () => void {
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
    let done = false;
    return () => {
      if (done) return;
      done = true;
      const left = (this.#held.get(key) ?? 1) - 1;
      if (left > 0) this.#held.set(key, left);
      else this.#held.delete(key);
      this.#shrink();
    };
  }

  clear(): void {
    for (const key of [...this.#values.keys()]) this.delete(key);
    this.#held.clear();
  }

  #shrink(): void {
    for (const key of this.#values.keys()) {
      if (this.#cost <= this.#options.bound) return;
      if (!this.#held.has(key)) this.delete(key);
    }
  }
}
