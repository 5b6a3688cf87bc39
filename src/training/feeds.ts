/**
 * @file What a step is fed: the next items of the data and noise drawn from counters. Everything follows from the
 * seed, the step and the position in the data, so those three are all that a resume needs. Draws of a labelled subset
 * are as many in every step, so where they stand follows from the step alone.
 */
import { fillUniform, type RandomKey } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Batch, Batches } from "../data/batches.ts";
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

/**
 * The step that feeds are for, from 0, and how many items were drawn before it.
 * @property round of several that one step is fed: each has noise of its own
 */
export interface FeedPlace {
  readonly step: number;
  readonly position: number;
  readonly round?: number;
}

/** Random numbers as an input asks for them. @param out written in place of a new array */
export function noiseTensor(
  source: Extract<GameInput, { kind: "normal" | "uniform" }>,
  key: RandomKey,
  out: Float32Array = new Float32Array(sizeOf(source.shape)),
): Tensor {
  return floatTensor(source.shape, fillNoise(source, key, out));
}

/** As many classes as an input asks for, each as likely. @returns int32 */
export function classesTensor({ shape, classes }: Extract<GameInput, { kind: "categorical" }>, key: RandomKey): Tensor {
  const draws = fillUniform(key, new Float32Array(sizeOf(shape)));
  return tensor(
    "int32",
    shape,
    Int32Array.from(draws, (draw) => Math.floor(draw * classes)),
  );
}

/** @param arrays where the feeds are written; new ones by default */
export function feedsFor(
  inputs: readonly StepInput[],
  batches: Batches,
  { seed, step, position, round }: FeedPlace & { readonly seed: number },
  arrays: FeedArrays = freshArrays,
): Feeds {
  const draws = new Map<string, Batch>();
  const subsetOf = labelledDraws(inputs);
  let reached = position;
  const drawn = (name: string): Batch => {
    const known = draws.get(name);
    if (known !== undefined) return known;
    const out = { items: arrays(`data ${name}`, batches.size) };
    const subset = subsetOf.get(name);
    const fresh =
      subset === undefined
        ? batches.take(reached, out)
        : batches.labelled(subset.labels)((step * subset.draws + subset.index) * subset.batch, out);
    if (subset === undefined) reached = fresh.next;
    draws.set(name, fresh);
    return fresh;
  };
  const tensors: Record<string, Tensor> = {};
  for (const { name, source, draw } of inputs) {
    if (source.kind === "data") tensors[name] = floatTensor(source.shape, drawn(draw).items);
    else if (source.kind === "labels")
      tensors[name] = tensor("int32", source.shape, drawn(draw).labels ?? new Int32Array(sizeOf(source.shape)));
    else if (source.kind === "attributes") {
      const out = arrays(`attributes ${name}`, sizeOf(source.shape));
      out.set(drawn(draw).attributes ?? []);
      tensors[name] = floatTensor(source.shape, out);
    } else if (source.kind === "categorical")
      tensors[name] = classesTensor(source, { seed, stream: name, counter: step });
    else {
      const out = arrays(`noise ${name}`, sizeOf(source.shape));
      const stream = round === undefined ? name : `${name}@${round}`;
      tensors[name] = noiseTensor(source, { seed, stream, counter: step }, out);
    }
  }
  return { tensors, position: reached };
}

/** A draw of a labelled subset: the how manieth of how many that a step makes. */
interface LabelledDraw {
  readonly labels: number;
  readonly batch: number;
  readonly index: number;
  readonly draws: number;
}

function labelledDraws(inputs: readonly StepInput[]): ReadonlyMap<string, LabelledDraw> {
  const labelsOf = new Map<string, { readonly labels: number; readonly batch: number }>();
  for (const { source, draw } of inputs) {
    if (source.kind !== "data" || source.labelled === undefined) continue;
    labelsOf.set(draw, { labels: source.labelled, batch: source.shape[0] as number });
  }
  return new Map([...labelsOf].map(([draw, subset], index) => [draw, { ...subset, index, draws: labelsOf.size }]));
}

/** What several steps in a row are fed: each tensor with the steps as its first axis. */
export interface StackedFeeds {
  readonly tensors: Record<string, Tensor>;
  /** Where the data stands after each step. */
  readonly positions: readonly number[];
}

/** @param place of the first step, or round @param count of steps, or of rounds, ≥ 1 @param arrays as in `feedsFor` */
export function stackedFeeds(
  inputs: readonly StepInput[],
  batches: Batches,
  first: FeedPlace & { readonly seed: number },
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
    const place = { ...placeAfter(first, i), position: rows.at(-1)?.position ?? first.position };
    const row: FeedArrays = (name, size) => wholeOf(name, size).subarray(i * size, (i + 1) * size);
    rows.push(feedsFor(inputs, batches, place, row));
  }
  const tensors = inputs.map(({ name }) => [name, stacked(rows.map((row) => row.tensors[name] as Tensor))] as const);
  return { tensors: Object.fromEntries(tensors), positions: rows.map((row) => row.position) };
}

/** The same place some rounds on; some steps on where there are no rounds. */
const placeAfter = <P extends FeedPlace>(place: P, count: number): P =>
  place.round === undefined ? { ...place, step: place.step + count } : { ...place, round: place.round + count };

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
