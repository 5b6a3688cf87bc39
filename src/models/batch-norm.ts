/**
 * @file Batch norm: each channel at mean β and deviation γ over the batch.
 *
 *   training:   y = (x − μ)·a + β, a = γ/√(σ² + ε), with μ and σ² of this batch (σ² divided by M, its element count)
 *   otherwise:  y = x·a + b, a = γ/√(s² + ε), b = β − m·a, with the running statistics m and s²
 *   m ← m + momentum·(μ − m),  s² ← s² + momentum·(σ²·M/(M − 1) − s²)
 *
 * Ioffe & Szegedy, 2015, https://arxiv.org/abs/1502.03167, with PyTorch's momentum and its unbiased running variance.
 * Gradients pass through μ and σ², to any order; the running statistics are buffers and receive none.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { rsqrt } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, reshape, sub } from "../graph/primitives.ts";
import { alongChannels, axesBesideChannels } from "./channels.ts";
import { ones, zeros } from "./initialisers.ts";
import { momentsOf } from "./moments.ts";
import type { Initialiser, Scope } from "./scope.ts";

/**
 * @property momentum share of the new statistics in the running ones, .1 by default
 * @property epsilon ε, 1e-5 by default @property initialiser of γ; ones by default
 */
export interface BatchNormOptions {
  readonly momentum?: number;
  readonly epsilon?: number;
  readonly initialiser?: Initialiser | undefined;
}

/**
 * Parameters: `weight` (γ), `bias` (β). Buffers: `runningMean`, `runningVariance`. All `[C]`.
 *
 * @param x `[N, C]` or `[N, C, H, W]` @returns the same shape @throws E112 in training with one value a channel
 */
export function batchNorm(scope: Scope, x: Node, options: BatchNormOptions = {}): Node {
  const { momentum = 0.1, epsilon = 1e-5, initialiser = ones } = options;
  const shape = [channelsOf(x.shape)];
  const gamma = alongChannels(scope.parameter("weight", shape, initialiser), x);
  const beta = alongChannels(scope.parameter("bias", shape, zeros), x);
  const runningMean = scope.buffer("runningMean", shape, zeros);
  const runningVariance = scope.buffer("runningVariance", shape, ones);

  if (!scope.training) {
    const scale = mul(gamma, alongChannels(rsqrt(add(runningVariance, epsilon)), x));
    return add(mul(x, scale), sub(beta, mul(alongChannels(runningMean, x), scale)));
  }
  const { centred, mean, variance, scale } = momentsOf(x, axesBesideChannels(x), epsilon);
  const unbiased = mul(variance, unbiasingFactor(x.shape));
  scope.updateBuffer("runningMean", moved(runningMean, mean, momentum));
  scope.updateBuffer("runningVariance", moved(runningVariance, unbiased, momentum));
  return add(mul(centred, mul(gamma, scale)), beta);
}

const moved = (running: Node, batch: Node, momentum: number): Node =>
  add(running, mul(sub(reshape(batch, running.shape), running), momentum));

function channelsOf(shape: Shape): number {
  if (shape.length === 2 || shape.length === 4) return shape[1] as number;
  throw new GantryError("E112", {
    where: "batchNorm.x",
    expected: "shape [N, C] or [N, C, H, W]",
    got: `[${shape.join(", ")}]`,
  });
}

function unbiasingFactor(shape: Shape): number {
  const count = sizeOf(shape) / channelsOf(shape);
  if (count < 2) {
    throw new GantryError("E112", {
      where: "batchNorm",
      expected: "two values or more for each channel in training (a larger batch)",
      got: "one",
    });
  }
  return count / (count - 1);
}
