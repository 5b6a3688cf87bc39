/**
 * @file Instance noise: D sees data and samples only through noise, which makes their distributions overlap; the noise
 * falls to nothing while the two come together.
 *
 *   x + σ(t)·ε,   ε ~ N(0, I),   σ(t) = σ₀·max(0, 1 − t / steps)
 *
 * Sønderby, Caballero, Theis, Shi & Huszár, "Amortised MAP inference for image super-resolution", 2016,
 * https://arxiv.org/abs/1610.04490, who let it fall as training goes on; the straight line is ours.
 */
import { GantryError } from "../base/error.ts";
import type { Node } from "../graph/node.ts";
import { add, mul } from "../graph/primitives.ts";
import { linearSchedule } from "../optim/schedules.ts";
import type { View } from "./view.ts";

export interface InstanceNoiseOptions {
  /** σ₀ > 0, in the data's own units: images span 2. */
  readonly sigma: number;
  /** After so many steps there is none. */
  readonly steps: number;
}

/** The control `instanceNoise` is σ. @throws E112 where σ₀ is negative or no number */
export function instanceNoise({ sigma, steps }: InstanceNoiseOptions): View {
  if (!(sigma >= 0 && sigma < Number.POSITIVE_INFINITY)) {
    throw new GantryError("E112", { where: "instanceNoise", expected: "a number ≥ 0", got: String(sigma) });
  }
  return {
    name: "noise",
    inputs: (shape) => ({ epsilon: { kind: "normal", shape } }),
    controls: { instanceNoise: linearSchedule({ from: sigma, steps }) },
    apply: (x, draws, controls) => add(x, mul(controls.instanceNoise as Node, draws.epsilon as Node)),
  };
}
