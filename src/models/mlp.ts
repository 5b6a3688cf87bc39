/** @file The multilayer perceptron, as G or as D, of points or of small images. */
import { type Shape, sizeOf } from "../base/shape.ts";
import { flatten } from "../graph/functions.ts";
import { concat, reshape } from "../graph/primitives.ts";
import { type ActivationName, activate } from "./activation.ts";
import { dropout } from "./dropout.ts";
import { linear } from "./linear.ts";
import { type Minibatch, withMinibatch } from "./minibatch.ts";
import { type NormName, normalise } from "./normalisation.ts";
import type { Initialiser, Network } from "./scope.ts";

/**
 * @property hidden features of each hidden layer, from the input on
 * @property out features that come out, or their shape without the batch axis (`[1, 28, 28]`)
 * @property activation after each hidden layer, `relu` by default @property outputActivation `none` by default
 * @property norm between each hidden layer and its activation, `none` by default (the layer then loses its bias)
 * @property minibatch how a D is told of the rest of the batch before its last layer, `none` by default
 * @property dropout share of each hidden layer's outputs that training drops, 0 by default
 * @property spectral whether each weight is divided by its largest singular value, false by default
 */
export interface MlpOptions {
  readonly hidden: readonly number[];
  readonly out: number | Shape;
  readonly activation?: ActivationName;
  readonly outputActivation?: ActivationName;
  readonly norm?: Exclude<NormName, "instance">;
  readonly dropout?: number;
  readonly initialiser?: Initialiser | undefined;
  readonly minibatch?: Minibatch;
  readonly spectral?: boolean;
}

/**
 * Layers `hidden0`, `hidden1`, … and `out`. Inputs of any shape `[N, …]` are flattened and laid side by side, so images
 * and one-hot labels go in as they are.
 */
export function mlp(options: MlpOptions): Network {
  const {
    hidden,
    out,
    activation = "relu",
    outputActivation = "none",
    norm = "none",
    initialiser,
    minibatch = "none",
  } = options;
  const affine = { initialiser, spectral: options.spectral ?? false };
  const shape = typeof out === "number" ? [out] : out;
  return (scope, ...inputs) => {
    let h = concat(
      inputs.map((x) => flatten(x)),
      1,
    );
    hidden.forEach((features, i) => {
      const layer = scope.child(`hidden${i}`);
      const product = linear(layer, h, { ...affine, out: features, bias: norm === "none" });
      const active = activate(activation, normalise(norm, layer.child("norm"), product));
      h = dropout(layer, active, { rate: options.dropout ?? 0 });
    });
    const seen = withMinibatch(minibatch, scope.child("minibatch"), h);
    const y = activate(outputActivation, linear(scope.child("out"), seen, { ...affine, out: sizeOf(shape) }));
    return reshape(y, [h.shape[0] as number, ...shape]);
  };
}
