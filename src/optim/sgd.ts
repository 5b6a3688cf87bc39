/**
 * @file Stochastic gradient descent, without and with momentum.
 *
 *   sgd:       θ ← θ − η g
 *   momentum:  v ← μ v + g,  θ ← θ − η v
 *   nesterov:  v ← μ v + g,  θ ← θ − η (g + μ v)
 *
 * Momentum as PyTorch has it: η multiplies the velocity when it is used, not when it is stored (Sutskever et al.,
 * "On the importance of initialization and momentum in deep learning", 2013, store η g; the two differ only where η
 * changes from step to step).
 */
import { GantryError } from "../base/error.ts";
import type { Node } from "../graph/node.ts";
import { add, minimum, mul, sub } from "../graph/primitives.ts";
import type { Optimiser, OptimiserSlot, Schedule } from "./optimiser.ts";
import { scheduleOf } from "./schedules.ts";

export interface SgdOptions {
  readonly learningRate: number | Schedule;
}

/** A momentum that moves from `from` to `to` in a straight line over `steps` updates, as in the 2014 paper. */
export interface MomentumRamp {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** @property momentum μ in [0, 1) */
export interface MomentumOptions extends SgdOptions {
  readonly momentum?: number | MomentumRamp;
}

/** θ ← θ − η g. */
export function sgd({ learningRate }: SgdOptions): Optimiser {
  return {
    name: "sgd",
    learningRate: scheduleOf(learningRate),
    slots: () => ({}),
    update: ({ parameters, gradient, learningRate: rate }) => ({
      parameters: sub(parameters, mul(gradient, rate)),
      state: {},
    }),
  };
}

/** Heavy-ball momentum (Polyak, 1964). Slots: `velocity`, and `updates` where momentum is a ramp. @throws E112 */
export function momentum({ learningRate, momentum: mu = 0.9 }: MomentumOptions): Optimiser {
  return withVelocity("momentum", { learningRate, momentum: mu }, ({ velocity }) => velocity);
}

/** Nesterov's momentum, looking ahead by one velocity. Slots as `momentum`. @throws E112 */
export function nesterov({ learningRate, momentum: mu = 0.9 }: MomentumOptions): Optimiser {
  return withVelocity("nesterov", { learningRate, momentum: mu }, ({ gradient, velocity, decay }) =>
    add(gradient, mul(velocity, decay)),
  );
}

interface Motion {
  readonly gradient: Node;
  readonly velocity: Node;
  readonly decay: Node | number;
}

function withVelocity(
  name: string,
  { learningRate, momentum: mu }: Required<MomentumOptions>,
  directionOf: (motion: Motion) => Node,
): Optimiser {
  checkMomentum(name, mu);
  const ramp = typeof mu === "number" ? undefined : mu;
  const counter: Record<string, OptimiserSlot> = ramp ? { updates: { shape: [], initial: 0 } } : {};
  return {
    name,
    learningRate: scheduleOf(learningRate),
    slots: (size) => ({ velocity: { shape: [size], initial: 0 }, ...counter }),
    update: ({ parameters, gradient, learningRate: rate, state }) => {
      const updates = state.updates;
      const decay = ramp && updates ? rampAt(ramp, updates) : (mu as number);
      const velocity = add(mul(state.velocity as Node, decay), gradient);
      const direction = directionOf({ gradient, velocity, decay });
      return {
        parameters: sub(parameters, mul(direction, rate)),
        state: { velocity, ...(updates && { updates: add(updates, 1) }) },
      };
    },
  };
}

/** from + (to − from)·min(1, updates/steps), a scalar. */
const rampAt = ({ from, to, steps }: MomentumRamp, updates: Node): Node =>
  add(mul(minimum(mul(updates, 1 / steps), 1), to - from), from);

function checkMomentum(name: string, mu: number | MomentumRamp): void {
  const { from, to, steps } = typeof mu === "number" ? { from: mu, to: mu, steps: 1 } : mu;
  const fits = from >= 0 && from < 1 && to >= 0 && to < 1 && steps >= 1;
  if (!fits) {
    throw new GantryError("E112", {
      where: `${name}.momentum`,
      expected: "a number in [0, 1), or a ramp of two such numbers over 1 step or more",
      got: JSON.stringify(mu),
    });
  }
}
