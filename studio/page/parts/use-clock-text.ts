/** @file Times of what happened to a run, as short as can be told. */
import { now } from "../state/clock.ts";
import { useStudio } from "../state/studio.ts";
import { clockText } from "./numbers.ts";

interface Timed {
  /** Unix seconds. */
  readonly time: number;
}

/**
 * @param first the oldest of a list
 * @returns says when: by the clock alone where all is of today; with its date elsewhere, and in a copy, which is read on any day
 */
export function useClockText(first: Timed | undefined): (at: Timed) => string {
  const { copy } = useStudio().source;
  const dated = copy !== null || (first !== undefined && dayOf(first.time * 1000) !== dayOf(now.value));
  return ({ time }) => clockText(time * 1000, dated);
}

/** In the reader's zone. */
const dayOf = (milliseconds: number): string => new Date(milliseconds).toDateString();
