/**
 * @file Lines of `outputs.jsonl`: what D said of the batches of a step at which samples were drawn. The step's own
 * outputs, which every runtime hands over with the losses, so nothing is computed or read for it; and as the steps follow
 * from their numbers alone, a resumed run writes the same.
 */
import { outputQuantiles } from "../diagnosis/output-quantiles.ts";
import type { Course, LoopOptions } from "./course.ts";
import { opinionInputs } from "./diagnosing.ts";
import type { Advance } from "./machine.ts";

/** Before samples are drawn: who sees the picture finds the line. Games without one D on data have no line. */
export async function logOutputs(
  { store, game }: LoopOptions,
  { progress: { step } }: Course,
  { tensors }: Advance,
): Promise<void> {
  const judged = opinionInputs(game, tensors);
  if (judged === null) return;
  const { real, fake, reading } = judged;
  await store.outputs({ step, reading, ...outputQuantiles(real, fake, reading) });
}
