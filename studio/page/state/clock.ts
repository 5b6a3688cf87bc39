/** @file What time it is, for ages: the same for all of the page, every twenty seconds. */
import { type ReadonlySignal, signal } from "@preact/signals";

const PERIOD_MS = 20_000;
const time = signal(Date.now());

/** Unix milliseconds. */
export const now: ReadonlySignal<number> = time;

/** Begins to count. */
export function startClock(): void {
  setInterval(() => {
    if (!document.hidden) time.value = Date.now();
  }, PERIOD_MS);
}
