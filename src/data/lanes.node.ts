/** @file Asynchronous work on many items, a few at a time, in order. */
import { availableParallelism } from "node:os";

/** Runs of items: enough that no core waits for the next run, few enough to hold their results in memory. */
export function* runsOf<T>(items: readonly T[], length = 256): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += length) yield items.slice(start, start + length);
}

/** Works on all items, twice as many at a time as there are cores. Results keep the items' order. */
export async function workOn<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      signal?.throwIfAborted();
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, lane));
  return results;
}
