/**
 * @file Random graphs' raw material: shapes, and inputs with values, all from one seed. Tests of derivatives, of passes
 * and of runtimes draw from it, so a failing seed is reproduced anywhere.
 */
import { type RandomSource, randomSource } from "../src/base/random.ts";
import { type Shape, sizeOf } from "../src/base/shape.ts";
import type { DType } from "../src/base/tensor.ts";
import type { ConvGeometry, Node } from "../src/graph/node.ts";
import { input } from "../src/graph/primitives.ts";

export interface DrawnFeed {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: number[];
}

/** Shapes of one convolution. */
export interface DrawnConvolution extends ConvGeometry {
  readonly x: Shape;
  readonly w: Shape;
  readonly y: Shape;
}

export class Draw {
  /** Values of the inputs drawn so far. */
  readonly feeds: Record<string, DrawnFeed> = {};
  /** The float32 inputs drawn so far. */
  readonly floats: Node[] = [];
  readonly #random: RandomSource;

  constructor(seed: number) {
    this.#random = randomSource({ seed, stream: "draw", counter: 0 });
  }

  /** In [low, high]. */
  integer(low: number, high: number): number {
    return low + this.#random.below(high - low + 1);
  }

  real(low: number, high: number): number {
    return low + (high - low) * this.#random.uniform();
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.#random.below(choices.length)] as T;
  }

  integers(count: number, low: number, high: number): number[] {
    return Array.from({ length: count }, () => this.integer(low, high));
  }

  shape(rank: number = this.integer(0, 3)): number[] {
    return this.integers(rank, 1, 4);
  }

  /** Shapes that stretch to a common one. */
  shapes(count: number): Shape[] {
    const whole = this.shape();
    return Array.from({ length: count }, () =>
      whole.slice(this.integer(0, whole.length)).map((extent) => this.pick([extent, extent, 1])),
    );
  }

  permutation(count: number): number[] {
    const keys = Array.from({ length: count }, () => this.#random.uniform());
    return keys.map((_, i) => i).sort((a, b) => (keys[a] as number) - (keys[b] as number));
  }

  /** Some axes, ascending; at least one unless there is none. */
  axes(rank: number): number[] {
    if (rank === 0) return [];
    return this.permutation(rank)
      .slice(0, this.integer(1, rank))
      .sort((a, b) => a - b);
  }

  #fed(dtype: DType, shape: Shape, value: () => number): Node {
    const name = `x${Object.keys(this.feeds).length}`;
    this.feeds[name] = { dtype, shape, data: Array.from({ length: sizeOf(shape) }, value) };
    const node = input(name, shape, dtype);
    if (dtype === "float32") this.floats.push(node);
    return node;
  }

  float(shape: Shape, low = -2, high = 2): Node {
    return this.#fed("float32", shape, () => this.real(low, high));
  }

  /** .1 or more from every integer, so no finite difference steps over one. */
  awayFromIntegers(shape: Shape): Node {
    return this.#fed("float32", shape, () => this.integer(-2, 1) + this.real(0.1, 0.9));
  }

  /** No two elements nearer than .1: multiples of .2, in any order, each moved by at most .05. */
  distinct(shape: Shape): Node {
    const order = this.permutation(sizeOf(shape));
    return this.#fed(
      "float32",
      shape,
      () => ((order.pop() as number) - sizeOf(shape) / 2) * 0.2 + this.real(-0.05, 0.05),
    );
  }

  /** Near multiples of .2, moved by `offset`: two with offsets 0 and .1 differ everywhere by .06 or more. */
  grid(shape: Shape, offset: number): Node {
    return this.#fed("float32", shape, () => this.integer(-5, 5) * 0.2 + offset + this.real(-0.02, 0.02));
  }

  indices(shape: Shape, rows: number): Node {
    return this.#fed("int32", shape, () => this.integer(0, rows - 1));
  }

  convolution(): DrawnConvolution {
    const [n, c, o] = this.integers(3, 1, 2) as [number, number, number];
    const pair = (low: number, high: number): [number, number] => [this.integer(low, high), this.integer(low, high)];
    const [kernel, stride, dilation] = [pair(1, 4), pair(1, 3), pair(1, 2)];
    const padding = [...pair(0, 2), ...pair(0, 2)] as [number, number, number, number];
    const size = ([0, 1] as const).map((a) => {
      const reach = dilation[a] * (kernel[a] - 1) + 1;
      return this.integer(Math.max(1, reach - padding[a] - (padding[a + 2] as number)), reach + 4);
    }) as [number, number];
    const out = ([0, 1] as const).map((a) => {
      const padded = size[a] + padding[a] + (padding[a + 2] as number);
      return Math.floor((padded - dilation[a] * (kernel[a] - 1) - 1) / stride[a]) + 1;
    });
    return { stride, padding, dilation, x: [n, c, ...size], w: [o, c, ...kernel], y: [n, o, ...out] };
  }
}
