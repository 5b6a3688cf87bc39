/**
 * @file Lines of `layers.jsonl`: written at steps that follow from their numbers alone, so that a resumed run writes the
 * same. Where the state lies in the host's memory, reading it copies nothing, and a line is written wherever samples are
 * drawn; else where the state was read for a checkpoint of every so many steps: one at the end, or on request, is at a step
 * that does not follow from the numbers.
 */
import type { Tensor } from "../base/tensor.ts";
import { layerNorms } from "../store/layer-norms.ts";
import { isSampleStep, isSaveStep } from "./cadence.ts";
import type { Course, LoopOptions } from "./course.ts";
import type { Machine } from "./machine.ts";
import { namedTensors } from "./snapshot.ts";

const ON_HOST: readonly string[] = ["cpu", "wasm", "reference"];
const isOnHost = ({ runtime }: LoopOptions): boolean => ON_HOST.includes(runtime.device);

/** After samples were drawn. */
export async function logDrawnLayers(options: LoopOptions, { state }: Machine, { progress }: Course): Promise<void> {
  if (!isOnHost(options) || !isSampleStep(progress.step, options.sampleEvery)) return;
  await logLayers(options, progress, await state.read());
}

/** Before a checkpoint is written. @param state what was read for it */
export async function logSavedLayers(
  options: LoopOptions,
  { progress }: Course,
  state: Readonly<Record<string, Tensor>>,
): Promise<void> {
  const { step } = progress;
  if (isOnHost(options) || !(step === 0 || isSaveStep(step, options.saveEvery))) return;
  await logLayers(options, progress, state);
}

async function logLayers(
  { store, layout }: LoopOptions,
  { step, position: images }: Course["progress"],
  state: Readonly<Record<string, Tensor>>,
): Promise<void> {
  await store.layers({ step, images, ...layerNorms(namedTensors(layout, state)) });
}
