/**
 * @file What a step is fed: the next items of the data and noise drawn from counters. Everything follows from the
 * seed, the step and the position in the data, so those three are all that a resume needs.
 */
import type { RandomKey } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Batches } from "../data/batches.ts";
import { fillNoise } from "../data/noise.ts";
import type { GameInput } from "../game/game.ts";
import type { StepInput } from "../steps/step.ts";

export interface Feeds {
  readonly tensors: Record<string, Tensor>;
  /** Where the data stands after this step: how many items have been drawn. */
  readonly position: number;
}

/** Random numbers as an input asks for them. */
export function noiseTensor(source: Extract<GameInput, { kind: "normal" | "uniform" }>, key: RandomKey): Tensor {
  return floatTensor(source.shape, fillNoise(source, key, new Float32Array(sizeOf(source.shape))));
}

/** @param step the step these are for, from 0 @param position items drawn before it */
export function feedsFor(
  inputs: readonly StepInput[],
  batches: Batches,
  { seed, step, position }: { readonly seed: number; readonly step: number; readonly position: number },
): Feeds {
  const draws = new Map<string, ReturnType<Batches["take"]>>();
  let reached = position;
  const drawn = (name: string): ReturnType<Batches["take"]> => {
    const known = draws.get(name);
    if (known !== undefined) return known;
    const fresh = batches.take(reached);
    reached = fresh.next;
    draws.set(name, fresh);
    return fresh;
  };
  const tensors: Record<string, Tensor> = {};
  for (const { name, source, draw } of inputs) {
    if (source.kind === "data") tensors[name] = floatTensor(source.shape, drawn(draw).items);
    else if (source.kind === "labels")
      tensors[name] = tensor("int32", source.shape, drawn(draw).labels ?? new Int32Array(sizeOf(source.shape)));
    else tensors[name] = noiseTensor(source, { seed, stream: name, counter: step });
  }
  return { tensors, position: reached };
}
