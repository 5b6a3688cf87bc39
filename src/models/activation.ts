/** @file Activations by name. */
import { elu, relu, selu, silu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { leakyRelu, sigmoid, softplus, tanh } from "../graph/primitives.ts";

/** `leakyRelu` has slope .2, as GANs use it. */
export type ActivationName = "none" | "relu" | "leakyRelu" | "elu" | "selu" | "silu" | "tanh" | "sigmoid" | "softplus";

const activations: Readonly<Record<ActivationName, (x: Node) => Node>> = {
  none: (x) => x,
  relu,
  leakyRelu: (x) => leakyRelu(x, 0.2),
  elu: (x) => elu(x),
  selu,
  silu,
  tanh,
  sigmoid,
  softplus,
};

/** @param x any shape @returns the same shape */
export const activate = (name: ActivationName, x: Node): Node => activations[name](x);
