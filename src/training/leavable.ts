/** @file A run whose watcher may leave: the step is finished and saved all the same. */
import type { StopSignal } from "./course.ts";
import type { TrainEvent } from "./events.ts";

/**
 * Hands the events of a run on. Leaving the iteration early asks the run to end, and waits until it has; so does
 * aborting the signal, whose last event is then `end` with the status `interrupted`.
 */
export async function* leavable(
  begin: (stop: StopSignal) => AsyncGenerator<TrainEvent>,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent> {
  let left = false;
  const events = begin({ requested: () => (left || signal?.aborted === true ? "interrupt" : null) });
  try {
    for (let next = await events.next(); next.done !== true; next = await events.next()) yield next.value;
  } finally {
    left = true;
    while ((await events.next()).done !== true); // nothing is left to do where all was handed on
  }
}
