/**
 * @file Elementwise functions composed of primitives: powers, bounds and the activations of networks.
 *
 * All keep the shape of x. Numbers stand for scalar constants.
 */
import type { Node } from "./node.ts";
import {
  add,
  div,
  exp,
  greater,
  leakyRelu,
  maximum,
  minimum,
  mul,
  nodeOf,
  type Operand,
  select,
  sigmoid,
  sqrt,
  sub,
  tanh,
} from "./primitives.ts";

/** x². */
export function square(operand: Operand): Node {
  const x = nodeOf(operand);
  return mul(x, x);
}

/** 1/x. */
export const reciprocal = (x: Operand): Node => div(1, x);

/** 1/√x, for x > 0. */
export const rsqrt = (x: Operand): Node => div(1, sqrt(x));

/** x within [low, high]; the gradient passes where x lies within, bounds included. */
export const clip = (x: Operand, low: Operand, high: Operand): Node => minimum(maximum(x, low), high);

/** max(0, x); the gradient at 0 is 0. */
export const relu = (x: Node): Node => leakyRelu(x, 0);

/** x for x > 0, else alpha·(eˣ − 1). Clevert et al., 2015, https://arxiv.org/abs/1511.07289 */
export function elu(x: Node, alpha = 1): Node {
  const below = sub(exp(minimum(x, 0)), 1); // never overflows, so the branch not taken harms no gradient
  return select(greater(x, 0), x, alpha === 1 ? below : mul(below, alpha));
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** Scaled ELU, which keeps mean 0 and variance 1. Klambauer et al., 2017, https://arxiv.org/abs/1706.02515 */
export const selu = (x: Node): Node => mul(elu(x, SELU_ALPHA), SELU_SCALE);

/** x·sigmoid(x), also called swish. */
export const silu = (x: Node): Node => mul(x, sigmoid(x));

/**
 * x·Φ(x) in its tanh form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))). Hendrycks & Gimpel, https://arxiv.org/abs/1606.08415
 */
export function gelu(x: Node): Node {
  const inner = mul(x, add(mul(square(x), 0.044715), 1));
  return mul(mul(x, 0.5), add(tanh(mul(inner, Math.sqrt(2 / Math.PI))), 1));
}
