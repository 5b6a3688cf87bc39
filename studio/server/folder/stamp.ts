/**
 * @file Whether something changed since it was last looked at. The calls are synchronous on purpose: fifty live runs
 * are some hundred looks a second, and one through the thread pool costs twenty times its own time.
 */
import { type Stats, statSync } from "node:fs";

/** @returns null for what is not there */
export function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Other bytes have another stamp, unless somebody meant to deceive. */
export const stampOf = (stats: Stats | null): string =>
  stats === null ? "" : `${stats.ino}-${stats.size}-${stats.mtimeMs}`;

/** Something read from a path, kept until its stamp differs. */
export class Kept<T> {
  #stamp: string | null = null;
  #value: T;
  readonly #path: string;
  readonly #read: (stats: Stats | null, before: T) => T;

  constructor(path: string, initial: T, read: (stats: Stats | null, before: T) => T) {
    this.#path = path;
    this.#value = initial;
    this.#read = read;
  }

  get value(): T {
    return this.#value;
  }

  /** @returns whether it was read anew */
  look(): boolean {
    const stats = statOf(this.#path);
    const stamp = stampOf(stats);
    if (stamp === this.#stamp) return false;
    this.#value = this.#read(stats, this.#value);
    this.#stamp = stamp;
    return true;
  }
}
