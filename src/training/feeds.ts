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

/** Arrays by what they hold. Kept from step to step, they leave the garbage collector nothing to do. */
export type FeedArrays = Map<string, Float32Array>;

/** Random numbers as an input asks for them. @param out written in place of a new array */
export function noiseTensor(
  source: Extract<GameInput, { kind: "normal" | "uniform" }>,
  key: RandomKey,
  out: Float32Array = new Float32Array(sizeOf(source.shape)),
): Tensor {
  return floatTensor(source.shape, fillNoise(source, key, out));
}

/**
 * @param step the step these are for, from 0 @param position items drawn before it
 * @param arrays where the last step's feeds lie, which these overwrite
 */
export function feedsFor(
  inputs: readonly StepInput[],
  batches: Batches,
  { seed, step, position }: { readonly seed: number; readonly step: number; readonly position: number },
  arrays: FeedArrays = new Map(),
): Feeds {
  const draws = new Map<string, ReturnType<Batches["take"]>>();
  let reached = position;
  const drawn = (name: string): ReturnType<Batches["take"]> => {
    const known = draws.get(name);
    if (known !== undefined) return known;
    const fresh = batches.take(reached, { items: kept(arrays, `data ${name}`, batches.size) });
    reached = fresh.next;
    draws.set(name, fresh);
    return fresh;
  };
  const tensors: Record<string, Tensor> = {};
  for (const { name, source, draw } of inputs) {
    if (source.kind === "data") tensors[name] = floatTensor(source.shape, drawn(draw).items);
    else if (source.kind === "labels")
      tensors[name] = tensor("int32", source.shape, drawn(draw).labels ?? new Int32Array(sizeOf(source.shape)));
    else {
      const out = kept(arrays, `noise ${name}`, sizeOf(source.shape));
      tensors[name] = noiseTensor(source, { seed, stream: name, counter: step }, out);
    }
  }
  return { tensors, position: reached };
}

function kept(arrays: FeedArrays, name: string, size: number): Float32Array {
  const array = arrays.get(name) ?? new Float32Array(size);
  arrays.set(name, array);
  return array;
}
