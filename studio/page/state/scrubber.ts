/**
 * @file The scrubber, one for the whole page: which step is looked at, or live. It stands in the address; since a
 * browser lets an address change a few times a second only, the address follows when the scrubber rests.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Router } from "./router.ts";

export interface Scrubber {
  /** The step looked at; null: live, the newest there is. */
  readonly step: ReadonlySignal<number | null>;
  /** Steps at which there are sample pictures, rising. */
  readonly steps: ReadonlySignal<readonly number[]>;
  /** The step of the picture shown: the last one that is not after `step`; null where there is none. */
  readonly shown: ReadonlySignal<number | null>;
  /** Plays through the pictures at present. */
  readonly playing: Signal<boolean>;
  readonly to: (step: number | null) => void;
  /** So many pictures on or back; on from the last one is live. */
  readonly move: (by: number) => void;
}

const REST_MS = 250;

export function createScrubber(router: Router, steps: ReadonlySignal<readonly number[]>): Scrubber {
  const step = signal(stepOf(router.route.peek().query.step));
  const shown = computed(() => pictureAt(steps.value, step.value));
  const playing = signal(false);
  let resting: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const asked = stepOf(router.route.value.query.step);
    if (resting === undefined) step.value = asked;
  });
  const view = computed(() => JSON.stringify(router.route.value.place));
  effect(() => {
    void view.value; // who leaves a view has seen enough of its film
    playing.value = false;
  });
  const to = (next: number | null): void => {
    if (next === step.peek()) return;
    step.value = next;
    clearTimeout(resting);
    const { place } = router.route.peek();
    resting = setTimeout(() => {
      resting = undefined;
      // Who went to another run meanwhile does not take the step along.
      if (samePlace(router, place)) router.setQuery({ step: next === null ? null : String(next) });
    }, REST_MS);
  };
  const move = (by: number): void => to(stepAfter(steps.peek(), step.peek(), by));
  return { step, steps, shown, playing, to, move };
}

function samePlace(router: Router, place: Router["route"]["value"]["place"]): boolean {
  const now = router.route.peek().place;
  return now.page === place.page && (now.page !== "run" || place.page !== "run" || now.id === place.id);
}

export function stepOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** The last of `steps` (rising) that is not after `step`, the first where all are; null of none. */
export function pictureAt(steps: readonly number[], step: number | null): number | null {
  if (step === null) return steps.at(-1) ?? null;
  return steps[Math.max(0, countNotAfter(steps, step) - 1)] ?? null;
}

/** How many of `steps` (rising) are not after `step`. */
export function countNotAfter(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where `by` pictures lead to: beyond the last one is live, before the first one the first. */
export function stepAfter(steps: readonly number[], step: number | null, by: number): number | null {
  const last = steps.length - 1;
  const at = step === null ? last : Math.max(0, countNotAfter(steps, step) - 1);
  const next = at + by;
  if (next > last || (next === last && by > 0)) return null;
  return steps[Math.max(0, next)] ?? null;
}
