/**
 * @file Clipping, as transforms of an optimiser.
 *
 *   gradient's norm:   g ← g · min(1, max / (‖g‖ + 1e-6))      Pascanu et al., 2013; the 1e-6 is PyTorch's
 *   gradient's values: g ← min(max(g, −limit), limit)
 *   parameters:        θ ← min(max(θ, −limit), limit) after the step      WGAN, https://arxiv.org/abs/1701.07875
 *
 * The norm is taken over all parameters of the player together.
 */
import { clip } from "../graph/functions.ts";
import { add, div, minimum, mul } from "../graph/primitives.ts";
import type { Optimiser } from "./optimiser.ts";
import { checkPositive } from "./ranges.ts";

/** @param limit largest Euclidean norm of the gradient, > 0 @throws E112 */
export function clipGradientNorm(limit: number, optimiser: Optimiser): Optimiser {
  checkPositive("clipGradientNorm.limit", limit);
  return {
    ...optimiser,
    update: (inputs) => {
      const factor = minimum(div(limit, add(inputs.gradientNorm, 1e-6)), 1);
      return optimiser.update({ ...inputs, gradient: mul(inputs.gradient, factor) });
    },
  };
}

/** @param limit largest magnitude of a gradient's element, > 0 @throws E112 */
export function clipGradientValue(limit: number, optimiser: Optimiser): Optimiser {
  checkPositive("clipGradientValue.limit", limit);
  return {
    ...optimiser,
    update: (inputs) => optimiser.update({ ...inputs, gradient: clip(inputs.gradient, -limit, limit) }),
  };
}

/** @param limit largest magnitude of a parameter after each update, > 0 @throws E112 */
export function clipParameters(limit: number, optimiser: Optimiser): Optimiser {
  checkPositive("clipParameters.limit", limit);
  return {
    ...optimiser,
    update: (inputs) => {
      const { parameters, state } = optimiser.update(inputs);
      return { parameters: clip(parameters, -limit, limit), state };
    },
  };
}
