/**
 * @file RMSProp: each weight's step is measured in running root mean squares of its gradient.
 *
 *   s ← α s + (1 − α) g²
 *   θ ← θ − η g / (√s + ε)                      (plain)
 *   a ← α a + (1 − α) g,  √(s − a²) for √s      (centred)
 *   b ← μ b + g / (√s + ε),  θ ← θ − η b        (with momentum μ)
 *
 * Tieleman & Hinton, Coursera lecture 6.5, 2012; centring is Graves's, 2013. The definition, the defaults and the place
 * of ε, outside the root, are PyTorch's; TensorFlow adds ε inside it. WGAN is trained with this one.
 */
import type { Node } from "../graph/node.ts";
import { add, div, maximum, mul, sqrt, sub } from "../graph/primitives.ts";
import type { Optimiser, OptimiserSlot, Schedule } from "./optimiser.ts";
import { checkFraction, checkPositive } from "./ranges.ts";
import { scheduleOf } from "./schedules.ts";

/** @property alpha α in [0, 1) @property epsilon ε > 0 @property momentum μ in [0, 1), 0 for none */
export interface RmspropOptions {
  readonly learningRate: number | Schedule;
  readonly alpha?: number;
  readonly epsilon?: number;
  readonly momentum?: number;
  readonly centred?: boolean;
}

/** Slots `[P]`: `square`; `average` when centred; `velocity` with momentum. @throws E112 for values out of range */
export function rmsprop(options: RmspropOptions): Optimiser {
  const { learningRate, alpha = 0.99, epsilon = 1e-8, momentum = 0, centred = false } = options;
  checkFraction("rmsprop.alpha", alpha);
  checkFraction("rmsprop.momentum", momentum);
  checkPositive("rmsprop.epsilon", epsilon);
  const smooth = (old: Node, value: Node): Node => add(mul(old, alpha), mul(value, 1 - alpha));
  return {
    name: "rmsprop",
    learningRate: scheduleOf(learningRate),
    slots: (size) => {
      const slot: OptimiserSlot = { shape: [size], initial: 0 };
      return { square: slot, ...(centred && { average: slot }), ...(momentum > 0 && { velocity: slot }) };
    },
    update: ({ parameters, gradient, learningRate: rate, state }) => {
      const square = smooth(state.square as Node, mul(gradient, gradient));
      const average = state.average && smooth(state.average, gradient);
      // rounding may take the variance of a constant gradient below 0
      const variance = average ? maximum(sub(square, mul(average, average)), 0) : square;
      const scaled = div(gradient, add(sqrt(variance), epsilon));
      const velocity = state.velocity && add(mul(state.velocity, momentum), scaled);
      return {
        parameters: sub(parameters, mul(velocity ?? scaled, rate)),
        state: { square, ...(average && { average }), ...(velocity && { velocity }) },
      };
    },
  };
}
