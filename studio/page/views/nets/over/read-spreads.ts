/** @file A tensor's histograms at many checkpoints, a few of them read at a time. */
import type { TensorHistogram } from "../../../../api/index.ts";
import { asSourceError, type SourceError } from "../../../source.ts";

/** One that cannot be read takes no other along. */
export interface Spreads {
  /** Steps rise. */
  readonly found: readonly TensorHistogram[];
  readonly missed: readonly Missed[];
}

export interface Missed {
  readonly step: number;
  /** Why: an error, or that what came is another checkpoint's, or that no gradient had been. */
  readonly why: SourceError | "gone" | "notYet";
}

export interface Reading {
  readonly ask: (step: number) => Promise<TensorHistogram>;
  /** Told how many were read. */
  readonly progress: (done: number) => void;
  /** Asked before each: whether anybody still waits. */
  readonly wanted: () => boolean;
}

const AT_ONCE = 3;

/** @param steps rising */
export async function readSpreads(steps: readonly number[], { ask, progress, wanted }: Reading): Promise<Spreads> {
  const read = new Map<number, TensorHistogram | Missed>();
  const queue = steps.values(); // of all readers
  const reader = async (): Promise<void> => {
    for (const step of queue) {
      if (!wanted()) return;
      read.set(step, await ask(step).then((one) => checked(step, one), failed(step)));
      progress(read.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  const all = steps.flatMap((step) => read.get(step) ?? []);
  return { found: all.filter((one) => "bins" in one), missed: all.filter((one) => "why" in one) };
}

/** The server gives the nearest one where that of the step is gone. Before the first update gradients are all 0. */
function checked(step: number, histogram: TensorHistogram): TensorHistogram | Missed {
  if (histogram.step !== step) return { step, why: "gone" };
  return step === 0 && histogram.of === "gradient" ? { step, why: "notYet" } : histogram;
}

const failed =
  (step: number) =>
  (error: unknown): Missed => ({ step, why: asSourceError(error) });
