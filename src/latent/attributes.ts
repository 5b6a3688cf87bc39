/**
 * @file What a network says of pictures in words: how much of each attribute a picture shows. Samples with and without
 * an attribute are picked by it, and what was made of them is scored by it.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { Tensor } from "../base/tensor.ts";

/** One attribute. */
export interface Attribute {
  readonly name: string;
  /**
   * `presence`: a probability, there from .5 on. `amount`: a number on a scale of its own, such as an angle. `place`:
   * an edge of a thing's box, `<thing>.x0`, `.y0`, `.x1` or `.y1`, in shares of the image.
   */
  readonly kind: "presence" | "amount" | "place";
}

export interface AttributeNetwork {
  /** As it stands in results: `faces`, `digits`, `net.onnx`. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** @param images `[N, C, H, W]` in [−1, 1] @returns `[N, attributes]` */
  readonly of: (images: Tensor<"float32">) => Promise<Matrix>;
  readonly release: () => Promise<void>;
}

/** Where an attribute stands among a network's. @throws E733 for one that it does not know */
export function attributeIndex({ name: network, attributes }: AttributeNetwork, name: string): number {
  const known = attributes.flatMap((attribute) => (attribute.kind === "place" ? [] : [attribute.name]));
  const found = attributes.findIndex((attribute) => attribute.name === name);
  if (found < 0) throw new GantryError("E733", { got: name, network, known, suggestion: suggestionFor(name, known) });
  return found;
}

/** A column of a matrix. */
export const columnOf = ({ rows, columns, values }: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => values[i * columns + column] as number);

/** The samples that show most and least of something, best first. */
export interface Extremes {
  readonly with: readonly number[];
  readonly without: readonly number[];
}

/** Of an amount, this share of the samples at either end. */
const TAIL = 0.1;

/**
 * The samples that most clearly have an attribute and those that most clearly lack it. Of a presence all that the
 * network is sure of (above .9, below .1), in their own order, so that the rest of a sample is left to chance; of an
 * amount the tenth with the most and the tenth with the least of it.
 *
 * @param count how many of each are needed @throws E734 where there are fewer
 */
export function extremes(scores: Float64Array, { name, kind }: Attribute, count: number): Extremes {
  const order = Array.from(scores.keys());
  const tail = Math.max(count, Math.floor(scores.length * TAIL));
  const sorted = order.toSorted((a, b) => (scores[b] as number) - (scores[a] as number));
  const chosen =
    kind === "presence"
      ? {
          with: order.filter((i) => (scores[i] as number) > 0.9),
          without: order.filter((i) => (scores[i] as number) < 0.1),
        }
      : { with: sorted.slice(0, tail), without: sorted.slice(-tail).reverse() };
  const overlap = kind !== "presence" && 2 * tail > scores.length;
  const found = overlap ? Math.floor(scores.length / 2) : Math.min(chosen.with.length, chosen.without.length);
  if (found < count) throw new GantryError("E734", { attribute: name, wanted: count, found, looked: scores.length });
  return chosen;
}

/** From which score on a sample has an attribute: an even chance of a presence, the median of an amount. */
export function thresholdOf(scores: Float64Array, { kind }: Attribute): number {
  if (kind === "presence") return 0.5;
  return scores.toSorted()[Math.floor(scores.length / 2)] as number;
}

/** Whether a row of numbers never falls by more than `slack`. */
export const rises = (values: ArrayLike<number>, slack = 0): boolean =>
  Array.from({ length: Math.max(0, values.length - 1) }, (_, i) => i).every(
    (i) => (values[i + 1] as number) >= (values[i] as number) - slack,
  );

/** The share of true. */
export const shareOf = (marks: readonly boolean[]): number =>
  marks.length === 0 ? Number.NaN : marks.filter(Boolean).length / marks.length;

/** Pearson's, of as many numbers each; NaN where one of them never changes. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const centred = (values: ArrayLike<number>): number[] => {
    const all = Array.from(values);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    return all.map((value) => value - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const product = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, value, i) => sum + value * (q[i] as number), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}
