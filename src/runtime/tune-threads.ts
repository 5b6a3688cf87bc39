/**
 * @file How many threads a program gets, found by timing it with one, half and all. Only small programs are timed: in
 * one that takes long all threads are busy, and in one that takes half a millisecond they wait for each other.
 */
import { type Program, resultsOf } from "../graph/program.ts";
import { productFlops } from "../onnx/product-flops.ts";
import { programRunner } from "./program-runner.ts";
import { type Clock, fastestOf, type Runner } from "./race.ts";
import type { Runtime } from "./runtime.ts";

/** A step of 2 GFLOP takes 10 to 20 ms on two cores: more is large. */
const MOST_FLOPS = 2e9;
const WARM_RUNS = 5;
const ROUNDS = 12;
const SHARE = 0.95;

/** One, half, all; all of them first. */
export const threadCounts = (all: number): readonly [number, ...number[]] => {
  const fewer = [Math.max(1, Math.floor(all / 2)), 1].filter((count) => count < all);
  return [all, ...new Set(fewer)];
};

/** Whether timing it is worth the while. */
export const mayTuneThreads = (program: Program, all: number): boolean =>
  all > 1 && productFlops(resultsOf(program)) < MOST_FLOPS;

export interface ThreadOptions {
  /** A runtime of so many threads. */
  readonly open: (threads: number) => Runtime;
  readonly clock: Clock;
  /** Milliseconds after which measuring ends; none by default. */
  readonly budget?: number;
  /** Whether to leave off. */
  readonly stopped?: () => boolean;
}

export interface TunedThreads {
  readonly threads: number;
  /** Whether it was measured to the end, and may be kept. */
  readonly finished: boolean;
}

/** The number of threads that a program runs fastest with; all of them, unless fewer take a twentieth less time. */
export async function tuneThreads(program: Program, all: number, options: ThreadOptions): Promise<TunedThreads> {
  const { clock, budget = Number.POSITIVE_INFINITY, stopped = () => false } = options;
  const deadline = clock() + budget;
  const over = (): boolean => clock() > deadline || stopped();
  if (over()) return { threads: all, finished: false };
  const open = async (threads: number): Promise<Runner> => warmRunner(options.open(threads), program, over);
  const threads = await fastestOf(threadCounts(all), { open, clock, rounds: ROUNDS, share: SHARE, over });
  return { threads: threads ?? all, finished: threads !== null && !over() };
}

async function warmRunner(runtime: Runtime, program: Program, over: () => boolean): Promise<Runner> {
  const runner = await programRunner(runtime, program);
  try {
    for (let i = 0; i < WARM_RUNS && !over(); i += 1) await runner.run();
    return runner;
  } catch (error) {
    await runner.release();
    throw error;
  }
}
