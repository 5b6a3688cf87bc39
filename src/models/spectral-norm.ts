/**
 * @file Spectral norm: a weight divided by its largest singular value, so that its layer is Lipschitz: a dense one with
 * constant 1, a convolution with at most √p where a pixel lies in p of its patches (3 for 3×3, 2 for halving 4×4).
 *
 *   W̄ = W/σ(W), W as a matrix [out, the rest]
 *   v ← Wᵀu/‖Wᵀu‖,  u ← Wv/‖Wv‖,  σ(W) ≈ uᵀWv
 *
 * One power iteration a call: u is a buffer and is kept from one update of the network to the next, over which W moves
 * little. The gradient treats u and v as constants, so dσ/dW = uvᵀ, which is exact where they have converged.
 *
 * Miyato, Kataoka, Koyama & Yoshida, 2018, https://arxiv.org/abs/1802.05957; in training the same as PyTorch's
 * `spectral_norm`. In inference PyTorch takes the u and v of the last call; we iterate from u as in training and keep
 * nothing, for which u's length does not matter: it may be a moving average.
 */
import { fillNormal } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { normKeep, sum, swapAxes } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { div, matmul, maximum, mul, reshape, stopGradient } from "../graph/primitives.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** A direction, uniform on the sphere. */
const direction: Initialiser = (key, shape) => {
  const draws = fillNormal(key, new Float32Array(sizeOf(shape)));
  const length = Math.hypot(...draws);
  return draws.map((value) => value / length);
};

/**
 * Buffer: `u` `[out]`, written in training alone, and from the weight alone: D may judge two batches as one.
 *
 * @param weight `[out, …]` @param outputAxis where `out` is, 0 by default; 1 in a transposed convolution's weight
 * @returns the same shape, of spectral norm 1 once u has converged
 */
export function spectralNorm(scope: Scope, weight: Node, outputAxis: 0 | 1 = 0): Node {
  const out = weight.shape[outputAxis] as number;
  const matrix = reshape(outputAxis === 0 ? weight : swapAxes(weight, 0, 1), [out, sizeOf(weight.shape) / out]);
  const u = reshape(scope.buffer("u", [out], direction), [out, 1]);
  const v = unit(matmul(stopGradient(matrix), u, { transposeA: true })); // [rest, 1]
  const product = matmul(matrix, v); // Wv, [out, 1]
  const next = stopGradient(unit(product));
  if (scope.training) scope.updateBuffer("u", reshape(next, [out]));
  const sigma = sum(mul(next, product));
  return div(weight, maximum(sigma, 1e-12));
}

/** x at length 1; 0 where it is nearly 0. */
const unit = (x: Node): Node => div(x, maximum(normKeep(x), 1e-12));
