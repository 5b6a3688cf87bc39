/**
 * @file Feeds drawn in time: while a step runs, those of the step after it are drawn into a second set of arrays.
 *
 * What is drawn ahead is only taken by the very step and position it was drawn for. After a rollback, or wherever else
 * the next step is another one, it is drawn anew; so drawing ahead changes when feeds are drawn, and never what.
 * On a graphics card the two overlap. ONNX Runtime in Node computes on the thread that draws, so there they follow one
 * another, and nothing is lost.
 */
import type { Batches } from "../data/batches.ts";
import type { StepInput } from "../steps/step.ts";
import { type FeedArrays, type Feeds, feedsFor } from "./feeds.ts";

/** The step that feeds are for, from 0, and how many items were drawn before it. */
export interface FeedPlace {
  readonly step: number;
  readonly position: number;
}

/** What a step gave, and where the data stands after it. */
export interface Fed<T> {
  readonly result: T;
  readonly position: number;
}

export interface Feeder {
  /**
   * Starts `compute` on the feeds of a step, draws the next step's, and waits. The arrays belong to `compute` until it
   * is done. One call at a time.
   */
  readonly run: <T>(place: FeedPlace, compute: (feeds: Feeds["tensors"]) => Promise<T>) => Promise<Fed<T>>;
}

interface Drawn extends FeedPlace {
  readonly feeds: Feeds;
}

/** @param seed of the noise */
export function createFeeder(inputs: readonly StepInput[], batches: Batches, seed: number): Feeder {
  let [free, read]: [FeedArrays, FeedArrays] = [new Map<string, Float32Array>(), new Map<string, Float32Array>()];
  let ahead: Drawn | null = null;

  const draw = ({ step, position }: FeedPlace): Drawn => {
    [free, read] = [read, free]; // the last feeds drawn may be those that a step reads now
    return { step, position, feeds: feedsFor(inputs, batches, { seed, step, position }, read) };
  };
  const isAhead = (place: FeedPlace): boolean => ahead?.step === place.step && ahead.position === place.position;

  return {
    run: async (place, compute) => {
      const { feeds } = ahead !== null && isAhead(place) ? ahead : draw(place);
      ahead = null;
      const running = compute(feeds.tensors);
      try {
        ahead = draw({ step: place.step + 1, position: feeds.position });
      } finally {
        await running; // also where the data cannot be read: nobody may release what still computes
      }
      return { result: await running, position: feeds.position };
    },
  };
}
