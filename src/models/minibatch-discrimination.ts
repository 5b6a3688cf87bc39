/**
 * @file Minibatch discrimination: D is told of each example how near the others of its batch are, so that a G that
 * draws the same thing again and again gives itself away.
 *
 *   M_i = f(x_i) T ∈ ℝ^{B×C},   c_b(x_i, x_j) = exp(−‖M_{i,b} − M_{j,b}‖₁)
 *   o(x_i)_b = Σ_{j≠i} c_b(x_i, x_j),   f(x_i) goes on as [f(x_i), o(x_i)]
 *
 * Salimans et al., "Improved techniques for training GANs", 2016, https://arxiv.org/abs/1606.03498, section 3.2. The
 * paper's sum has the own term too, exp(0) = 1; its authors' code leaves it out, as here. Time and memory grow with
 * N²·B·C. T begins as a linear layer's weights do, which puts the distances of features of unit size at a few units.
 */
import type { Shape } from "../base/shape.ts";
import { flatten } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { abs, concat, exp, matmul, neg, reshape, sub, sumKeep, transpose } from "../graph/primitives.ts";
import { uniform } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** @property kernels B, 100 by default @property dimensions C, 5 by default @property initialiser of T */
export interface MinibatchDiscriminationOptions {
  readonly kernels?: number;
  readonly dimensions?: number;
  readonly initialiser?: Initialiser | undefined;
}

/**
 * Parameter: `weight` (T) `[A, B, C]`.
 *
 * @param x features `[N, …]` of A elements each @returns `[N, A + B]`: them, and how near the others are
 */
export function minibatchDiscrimination(scope: Scope, x: Node, options: MinibatchDiscriminationOptions = {}): Node {
  const { kernels = 100, dimensions = 5, initialiser } = options;
  const features = flatten(x);
  const [count, inner] = features.shape as [number, number];
  const T = scope.parameter("weight", [inner, kernels, dimensions], initialiser ?? likeLinear);
  const M = reshape(matmul(features, flatten(T)), [count, kernels, dimensions]); // [N, B, C]
  return concat([features, nearness(M)], 1);
}

/** Σ_{j≠i} exp(−‖M_{i,b} − M_{j,b}‖₁). @param M `[N, B, C]` @returns `[N, B]` */
function nearness(M: Node): Node {
  const [count, kernels, dimensions] = M.shape as [number, number, number];
  const outermost = transpose(M, [2, 0, 1]); // [C, N, B]: sums over C add whole planes
  const [mine, others] = [
    reshape(outermost, [dimensions, count, 1, kernels]),
    reshape(outermost, [dimensions, 1, count, kernels]),
  ];
  const distances = sumKeep(abs(sub(mine, others)), [0]); // [1, N, N, B]
  const all = reshape(sumKeep(exp(neg(distances)), [2]), [count, kernels]);
  return sub(all, 1); // less the own term
}

/** U(±1/√A). */
const likeLinear: Initialiser = (key, shape: Shape) => {
  const bound = 1 / Math.sqrt(shape[0] as number);
  return uniform(-bound, bound)(key, shape);
};
