/**
 * @file Pictures for a scrubber that moves faster than pictures come: the newest wish is fetched first, wishes that it
 * overtook are forgotten, and what lies around it is fetched while there is nothing else to do.
 *
 * A few lanes fetch at once. What arrives late is still shown if nothing newer is: so the picture follows the scrubber
 * at the pace at which pictures come, rather than standing still until it rests.
 */
import type { BoundedCache } from "./sample-cache.ts";

export interface FramesOptions<V> {
  readonly cache: BoundedCache<number, V>;
  /** Fetches one. A failure is no frame: the place stays empty, and is asked for anew at the next wish. */
  readonly load: (key: number) => Promise<V>;
  /** Told on this thread of each frame to be shown, newest wish last. */
  readonly show: (key: number, value: V) => void;
  /** Told of a wish that could not be fulfilled, if it is still the newest. */
  readonly fail?: (key: number, cause: unknown) => void;
  /** Fetched at once; 3 by default, of the six connections that a browser has. */
  readonly lanes?: number;
}

export class Frames<V> {
  readonly #options: FramesOptions<V>;
  /** Being fetched, with the stamp of the newest wish for it; 0: nobody has asked for it yet. */
  readonly #running = new Map<number, number>();
  #wish: number | null = null;
  #ahead: number[] = [];
  #stamp = 0;
  #shown = 0;
  #closed = false;
  #release: () => void = () => {};

  constructor(options: FramesOptions<V>) {
    this.#options = options;
  }

  /** @param key shown as soon as it is there @param ahead likely next, most likely first */
  want(key: number, ahead: readonly number[] = []): void {
    // Whoever moves faster than pictures come needs every lane for what is wanted now.
    this.#ahead = this.waiting ? [] : [...ahead];
    this.#stamp += 1;
    this.#wish = null;
    const known = this.#options.cache.get(key);
    if (known !== undefined) this.#present(key, known, this.#stamp);
    else if (this.#running.has(key)) this.#running.set(key, this.#stamp);
    else this.#wish = key;
    this.#pump();
  }

  /** Whether the newest wish is not shown yet. */
  get waiting(): boolean {
    return this.#shown < this.#stamp;
  }

  close(): void {
    this.#closed = true;
    this.#release();
  }

  #pump(): void {
    const { lanes = 3, cache } = this.#options;
    while (this.#running.size < lanes && !this.#closed) {
      if (this.#wish !== null) {
        this.#start(this.#wish, this.#stamp);
        this.#wish = null;
        continue;
      }
      const next = this.#ahead.shift();
      if (next === undefined) return;
      if (!cache.has(next) && !this.#running.has(next)) this.#start(next, 0);
    }
  }

  #start(key: number, stamp: number): void {
    this.#running.set(key, stamp);
    this.#options.load(key).then(
      (value) => this.#arrived(key, value),
      (cause: unknown) => this.#failed(key, cause),
    );
  }

  #arrived(key: number, value: V): void {
    const stamp = this.#running.get(key) ?? 0;
    this.#running.delete(key);
    this.#options.cache.set(key, value);
    if (this.#closed) return;
    if (stamp > this.#shown) this.#present(key, value, stamp);
    this.#pump();
  }

  #failed(key: number, cause: unknown): void {
    const stamp = this.#running.get(key) ?? 0;
    this.#running.delete(key);
    if (stamp === this.#stamp && !this.#closed) this.#options.fail?.(key, cause);
    this.#pump();
  }

  #present(key: number, value: V, stamp: number): void {
    this.#shown = stamp;
    const release = this.#options.cache.hold(key);
    this.#release();
    this.#release = release;
    this.#options.show(key, value);
  }
}

/**
 * What is likely next: the neighbours of a place in a list, nearest first, those that the last move points to before
 * those behind. @param reach how many on each side
 */
export function around(index: number, count: number, direction: number, reach: number): number[] {
  const near: number[] = [];
  const add = (next: number): void => {
    if (next >= 0 && next < count) near.push(next);
  };
  const forward = direction < 0 ? -1 : 1;
  for (let distance = 1; distance <= reach; distance += 1) {
    add(index + forward * distance);
    if (distance * 2 <= reach) add(index - forward * distance);
  }
  return near;
}
