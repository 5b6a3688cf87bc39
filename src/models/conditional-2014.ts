/**
 * @file The networks of the first conditional GAN on MNIST: each input has a hidden layer of its own, then both are joined.
 *
 *   G: z → ReLU 200, y → ReLU 1000, both → ReLU 1200 → sigmoid
 *   D: x → maxout 240×5, y → maxout 50×5, both → maxout 240×4 → logit, half of the hidden units dropped
 *
 * Mirza & Osindero, "Conditional generative adversarial nets", 2014, https://arxiv.org/abs/1411.1784.
 */
import { type Shape, sizeOf } from "../base/shape.ts";
import { flatten, relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { concat, reshape, sigmoid } from "../graph/primitives.ts";
import { dropout } from "./dropout.ts";
import { uniform } from "./initialisers.ts";
import { linear } from "./linear.ts";
import { maxout } from "./maxout.ts";
import type { Network } from "./scope.ts";

const generatorWeights = uniform(-0.05, 0.05);
const discriminatorWeights = uniform(-0.005, 0.005);
const RATE = 0.5;

/**
 * Layers `z`, `y`, `joint`, `out`.
 * @param out shape of one sample @param width of the joint layer, 1200 by default; the others go with it
 * @returns a network from z `[N, d]` and y `[N, K]` to `[N, …out]` in (0, 1)
 */
export function cganGenerator({ out, width = 1200 }: { readonly out: Shape; readonly width?: number }): Network {
  const layer = { initialiser: generatorWeights };
  return (scope, z, y) => {
    const zHidden = relu(linear(scope.child("z"), z as Node, { ...layer, out: Math.ceil(width / 6) }));
    const yHidden = relu(linear(scope.child("y"), y as Node, { ...layer, out: Math.ceil((width * 5) / 6) }));
    const joint = relu(linear(scope.child("joint"), concat([zHidden, yHidden], 1), { ...layer, out: width }));
    const pixels = sigmoid(linear(scope.child("out"), joint, { ...layer, out: sizeOf(out) }));
    return reshape(pixels, [joint.shape[0] as number, ...out]);
  };
}

/** Layers `x`, `y`, `joint`, `out`. @returns a network from x `[N, …]` and y `[N, K]` to logits `[N, 1]` */
export function cganDiscriminator(): Network {
  const initialiser = discriminatorWeights;
  return (scope, x, y) => {
    const xHidden = maxout(scope.child("x"), flatten(x as Node), { out: 240, pieces: 5, initialiser });
    const yHidden = maxout(scope.child("y"), y as Node, { out: 50, pieces: 5, initialiser });
    const both = dropout(scope, concat([xHidden, yHidden], 1), { rate: RATE });
    const joint = dropout(scope, maxout(scope.child("joint"), both, { out: 240, pieces: 4, initialiser }), {
      rate: RATE,
    });
    return linear(scope.child("out"), joint, { out: 1, initialiser });
  };
}
