/**
 * @file Feeds drawn in time: while a call of some steps runs, those of as many steps after them are drawn into a second
 * set of arrays.
 *
 * What is drawn ahead is only taken by the very step and position it was drawn for. After a rollback, or wherever else
 * the next step is another one, it is drawn anew; so drawing ahead changes when feeds are drawn, and never what.
 * On a graphics card the two overlap. ONNX Runtime in Node computes on the thread that draws, so there they follow one
 * another, and nothing is lost.
 */
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Batches } from "../data/batches.ts";
import type { StepInput } from "../steps/step.ts";
import { type FeedArrays, type FeedPlace, keptArrays, type StackedFeeds, stackedFeeds } from "./feeds.ts";

/** What some steps gave, and where the data stands after each. */
export interface Fed<T> {
  readonly result: T;
  readonly positions: readonly number[];
}

export interface Feeder {
  /**
   * Starts `compute` on the feeds of `count` steps, draws those of as many more, and waits. The arrays belong to
   * `compute` until it is done. One call at a time.
   */
  readonly run: <T>(
    place: FeedPlace,
    count: number,
    compute: (feeds: StackedFeeds["tensors"]) => Promise<T>,
  ) => Promise<Fed<T>>;
}

interface Drawn extends FeedPlace {
  readonly count: number;
  readonly feeds: StackedFeeds;
}

/** @param seed of the noise */
export function createFeeder(inputs: readonly StepInput[], batches: Batches, seed: number): Feeder {
  let [free, read]: [FeedArrays, FeedArrays] = [keptArrays(), keptArrays()];
  let ahead: Drawn | null = null;

  const draw = ({ step, position }: FeedPlace, count: number): Drawn => {
    [free, read] = [read, free]; // the last feeds drawn may be those that a step reads now
    return { step, position, count, feeds: stackedFeeds(inputs, batches, { seed, step, position }, count, read) };
  };
  const isAhead = (drawn: Drawn | null, { step, position }: FeedPlace, count: number): drawn is Drawn =>
    drawn?.step === step && drawn.position === position && drawn.count >= count;

  /** What cannot be read is told when it is needed: the steps that run now are not lost for it. */
  const drawnOrNull = (place: FeedPlace, count: number): Drawn | null => {
    try {
      return draw(place, count);
    } catch {
      return null;
    }
  };

  return {
    run: async (place, count, compute) => {
      const { feeds } = isAhead(ahead, place, count) ? ahead : draw(place, count);
      ahead = null;
      const positions = feeds.positions.slice(0, count);
      const running = compute(firstOf(feeds, count));
      ahead = drawnOrNull({ step: place.step + count, position: positions.at(-1) as number }, count);
      return { result: await running, positions };
    },
  };
}

/** The feeds of the first `count` steps; views. */
function firstOf({ tensors, positions }: StackedFeeds, count: number): StackedFeeds["tensors"] {
  if (positions.length === count) return tensors;
  const first = ({ dtype, shape: [, ...shape], data }: Tensor): Tensor =>
    ({ dtype, shape: [count, ...shape], data: data.subarray(0, count * sizeOf(shape)) }) as Tensor;
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, first(tensor)]));
}
