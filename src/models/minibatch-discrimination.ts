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
import { abs, add, concat, exp, matmul, neg, reshape, slice, sub, sumKeep, transpose } from "../graph/primitives.ts";
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
  const outermost = transpose(M, [2, 0, 1]); // [C, N, B]
  const planes = Array.from({ length: dimensions }, (_, c) =>
    reshape(slice(outermost, [c, 0, 0], [c + 1, count, kernels]), [count, kernels]),
  );
  return sub(sumsOver(planes), 1); // less the own term
}

/** Examples below which halving again costs more operations than it saves numbers. */
const FEW = 32;

/**
 * Σ_j exp(−‖M_{i,b} − M_{j,b}‖₁), the own term too. Each half by itself, and then every pair between the halves, once for
 * both: little more than half of the N² pairs, in blocks that stay in the processor's cache. @param planes C of `[N, B]`
 */
function sumsOver(planes: readonly Node[]): Node {
  const [{ shape }] = planes as readonly [Node];
  const [count, kernels] = shape as [number, number];
  if (count <= FEW || count % 2 !== 0) return totals(kernelsBetween(planes, planes), 1);
  const half = count / 2;
  const [first, second] = [0, half].map((start) =>
    planes.map((plane) => slice(plane, [start, 0], [start + half, kernels])),
  ) as [Node[], Node[]];
  const between = kernelsBetween(first, second);
  return concat([add(sumsOver(first), totals(between, 1)), add(sumsOver(second), totals(between, 0))], 0);
}

/** exp(−Σ_c |a_{i,b,c} − b_{j,b,c}|), plane after plane: all at once would be C times the memory. @returns `[N, N', B]` */
function kernelsBetween(some: readonly Node[], others: readonly Node[]): Node {
  const distances = some.map((plane, c) => {
    const other = others[c] as Node;
    const [rows, columns, kernels] = [plane.shape[0], other.shape[0], plane.shape[1]] as [number, number, number];
    return abs(sub(reshape(plane, [rows, 1, kernels]), reshape(other, [1, columns, kernels])));
  });
  return exp(neg(distances.reduce((sum, distance) => add(sum, distance))));
}

/** Sums over one of the two axes of examples. @param kernels `[N, N', B]` @returns `[N, B]` for axis 1, `[N', B]` for 0 */
const totals = (kernels: Node, axis: 0 | 1): Node =>
  reshape(sumKeep(kernels, [axis]), [kernels.shape[1 - axis] as number, kernels.shape[2] as number]);

/** U(±1/√A). */
const likeLinear: Initialiser = (key, shape: Shape) => {
  const bound = 1 / Math.sqrt(shape[0] as number);
  return uniform(-bound, bound)(key, shape);
};
