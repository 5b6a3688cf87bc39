/**
 * @file The discriminator of the first GAN on MNIST: two layers of 240 maxout units of 5 pieces, a logit, and dropout
 * that keeps .8 of the input and .5 of the hidden units. First weights U(±.005).
 *
 * Goodfellow et al., "Generative adversarial nets", 2014, https://arxiv.org/abs/1406.2661.
 */
import { flatten } from "../graph/functions.ts";
import { dropout } from "./dropout.ts";
import { uniform } from "./initialisers.ts";
import { linear } from "./linear.ts";
import { maxout } from "./maxout.ts";
import type { Initialiser, Network } from "./scope.ts";

/**
 * @property hidden maxout units of each layer, [240, 240] by default @property pieces of each unit, 5 by default
 * @property inputDropout share of inputs dropped in training, .2 by default @property dropout of hidden units, .5
 * @property initialiser of the weights; biases start at 0
 */
export interface MaxoutDiscriminatorOptions {
  readonly hidden?: readonly number[];
  readonly pieces?: number;
  readonly inputDropout?: number;
  readonly dropout?: number;
  readonly initialiser?: Initialiser;
}

/** Layers `hidden0`, `hidden1`, …, `out`. @returns a network from x `[N, …]` to logits `[N, 1]` */
export function maxoutDiscriminator(options: MaxoutDiscriminatorOptions = {}): Network {
  const { hidden = [240, 240], pieces = 5, inputDropout = 0.2, initialiser = uniform(-0.005, 0.005) } = options;
  const rate = options.dropout ?? 0.5;
  return (scope, x) => {
    let h = dropout(scope, flatten(x), { rate: inputDropout });
    hidden.forEach((out, i) => {
      h = dropout(scope, maxout(scope.child(`hidden${i}`), h, { out, pieces, initialiser }), { rate });
    });
    return linear(scope.child("out"), h, { out: 1, initialiser });
  };
}
