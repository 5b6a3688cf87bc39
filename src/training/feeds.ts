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

/** Where a feed of so many elements is written, by what it holds. */
export type FeedArrays = (name: string, size: number) => Float32Array;

const freshArrays: FeedArrays = (_, size) => new Float32Array(size);

/** Arrays that are kept from step to step, and leave the garbage collector nothing to do. */
export function keptArrays(): FeedArrays {
  const kept = new Map<string, Float32Array>();
  return (name, size) => {
    const known = kept.get(name);
    if (known !== undefined && known.length >= size) return known.length === size ? known : known.subarray(0, size);
    const array = new Float32Array(size);
    kept.set(name, array);
    return array;
  };
}

/** The step that feeds are for, from 0, and how many items were drawn before it. */
export interface FeedPlace {
  readonly step: number;
  readonly position: number;
}

/** Random numbers as an input asks for them. @param out written in place of a new array */
export function noiseTensor(
  source: Extract<GameInput, { kind: "normal" | "uniform" }>,
  key: RandomKey,
  out: Float32Array = new Float32Array(sizeOf(source.shape)),
): Tensor {
  return floatTensor(source.shape, fillNoise(source, key, out));
}

/** @param arrays where the feeds are written; new ones by default */
export function feedsFor(
  inputs: readonly StepInput[],
  batches: Batches,
  { seed, step, position }: FeedPlace & { readonly seed: number },
  arrays: FeedArrays = freshArrays,
): Feeds {
  const draws = new Map<string, ReturnType<Batches["take"]>>();
  let reached = position;
  const drawn = (name: string): ReturnType<Batches["take"]> => {
    const known = draws.get(name);
    if (known !== undefined) return known;
    const fresh = batches.take(reached, { items: arrays(`data ${name}`, batches.size) });
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
      const out = arrays(`noise ${name}`, sizeOf(source.shape));
      tensors[name] = noiseTensor(source, { seed, stream: name, counter: step }, out);
    }
  }
  return { tensors, position: reached };
}

/** What several steps in a row are fed: each tensor with the steps as its first axis. */
export interface StackedFeeds {
  readonly tensors: Record<string, Tensor>;
  /** Where the data stands after each step. */
  readonly positions: readonly number[];
}

/** @param place of the first step @param count of steps, ≥ 1 @param arrays as in `feedsFor` */
export function stackedFeeds(
  inputs: readonly StepInput[],
  batches: Batches,
  { seed, step, position }: FeedPlace & { readonly seed: number },
  count: number,
  arrays: FeedArrays = freshArrays,
): StackedFeeds {
  const whole = new Map<string, Float32Array>();
  const wholeOf = (name: string, size: number): Float32Array => {
    const known = whole.get(name) ?? arrays(name, count * size);
    whole.set(name, known);
    return known;
  };
  const rows: Feeds[] = [];
  for (let i = 0; i < count; i += 1) {
    const place = { seed, step: step + i, position: rows.at(-1)?.position ?? position };
    const row: FeedArrays = (name, size) => wholeOf(name, size).subarray(i * size, (i + 1) * size);
    rows.push(feedsFor(inputs, batches, place, row));
  }
  const tensors = inputs.map(({ name }) => [name, stacked(rows.map((row) => row.tensors[name] as Tensor))] as const);
  return { tensors: Object.fromEntries(tensors), positions: rows.map((row) => row.position) };
}

/** One tensor of rows: of floats, which lie one after the other already, a view; of labels, a copy. */
function stacked(rows: readonly Tensor[]): Tensor {
  const { dtype, shape, data: first } = rows[0] as Tensor;
  const size = rows.length * first.length;
  if (dtype === "float32") {
    const data = new Float32Array(first.buffer as ArrayBuffer, first.byteOffset, size);
    return { dtype, shape: [rows.length, ...shape], data };
  }
  const data = new Int32Array(size);
  rows.forEach((row, i) => {
    data.set(row.data as Int32Array, i * first.length);
  });
  return { dtype, shape: [rows.length, ...shape], data } as Tensor;
}
