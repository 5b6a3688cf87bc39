/**
 * @file Adam: each weight's step is its mean gradient over its root mean square gradient.
 *
 *   m ← β₁ m + g      c₁ ← β₁ c₁ + 1      m̂ = m / c₁
 *   v ← β₂ v + g²     c₂ ← β₂ c₂ + 1      v̂ = v / c₂
 *   θ ← θ − η m̂ / (√v̂ + ε)
 *
 * Kingma & Ba, "Adam: a method for stochastic optimization", 2015, https://arxiv.org/abs/1412.6980; ε stands outside
 * the root, after the correction, as in their Algorithm 1 and in PyTorch.
 *
 * The paper keeps averages, (1 − β₁) m and (1 − β₂) v, and corrects them by 1 − βᵗ. The factors cancel, so sums are
 * kept instead: two passes over the vector fewer, and no 1 − βᵗ, which in float32 begins with an error of 1e-5 for
 * β₂ = .999. With the corrections taken out of the vector, √c₂/c₁ · m / (√v + ε √c₂), an update makes ten.
 *
 * AdamW (Loshchilov & Hutter, 2019, https://arxiv.org/abs/1711.05101) shrinks the weights beside the gradient step:
 * θ ← θ − η λ θ first, as in PyTorch.
 */
import type { Node } from "../graph/node.ts";
import { add, div, mul, sqrt, sub } from "../graph/primitives.ts";
import type { Optimiser, Schedule } from "./optimiser.ts";
import { checkFraction, checkNonNegative, checkPositive } from "./ranges.ts";
import { scheduleOf } from "./schedules.ts";

/** @property beta1 β₁ in [0, 1) @property beta2 β₂ in [0, 1) @property epsilon ε > 0 */
export interface AdamOptions {
  readonly learningRate: number | Schedule;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** @property weightDecay λ ≥ 0 */
export interface AdamwOptions extends AdamOptions {
  readonly weightDecay?: number;
}

/**
 * Slots: `gradientSum` and `squareSum` `[P]` (m, v), `gradientWeight` and `squareWeight` `[]` (c₁, c₂).
 * @throws E112 for values out of range
 */
export function adam({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions): Optimiser {
  checkFraction("adam.beta1", beta1);
  checkFraction("adam.beta2", beta2);
  checkPositive("adam.epsilon", epsilon);
  return {
    name: "adam",
    learningRate: scheduleOf(learningRate),
    slots: (size) => ({
      gradientSum: { shape: [size], initial: 0 },
      squareSum: { shape: [size], initial: 0 },
      gradientWeight: { shape: [], initial: 0 },
      squareWeight: { shape: [], initial: 0 },
    }),
    update: ({ parameters, gradient, learningRate: rate, state }) => {
      const gradientSum = add(mul(state.gradientSum as Node, beta1), gradient);
      const squareSum = add(mul(state.squareSum as Node, beta2), mul(gradient, gradient));
      const gradientWeight = add(mul(state.gradientWeight as Node, beta1), 1);
      const squareWeight = add(mul(state.squareWeight as Node, beta2), 1);

      const root = sqrt(squareWeight);
      const direction = div(gradientSum, add(sqrt(squareSum), mul(root, epsilon)));
      const size = div(mul(rate, root), gradientWeight);
      return {
        parameters: sub(parameters, mul(direction, size)),
        state: { gradientSum, squareSum, gradientWeight, squareWeight },
      };
    },
  };
}

/** Adam with decoupled weight decay. Slots as `adam`. @throws E112 for values out of range */
export function adamw({ weightDecay = 0.01, ...options }: AdamwOptions): Optimiser {
  checkNonNegative("adamw.weightDecay", weightDecay);
  const plain = adam(options);
  return {
    ...plain,
    name: "adamw",
    update: (inputs) => {
      const kept = sub(1, mul(inputs.learningRate, weightDecay));
      return plain.update({ ...inputs, parameters: mul(inputs.parameters, kept) });
    },
  };
}
