/**
 * @file A critic that is brought near its best before G follows it: in the first steps of a game, and now and then, it
 * is updated far more often than in the others.
 *
 *   while step < 25 or step mod 500 = 0:  100 updates of D          else: k
 *
 * The Wasserstein loss means the distance only where D is the best of its kind, and unlike another D it may be trained
 * till it is, for its slope does not vanish there. The schedule is that of the code that Arjovsky, Chintala & Bottou,
 * 2017, https://arxiv.org/abs/1701.07875, published with their paper.
 */
import { GantryError } from "../base/error.ts";
import type { Game } from "./game.ts";

/**
 * @property updates of D in such a step, 100 by default; k at least @property first so many steps, 25 by default
 * @property every the step's number divides by it, 500 by default
 */
export interface CriticWarmUpOptions {
  readonly updates?: number;
  readonly first?: number;
  readonly every?: number;
}

/**
 * The game, with such steps for the phase `D`. Where k does not divide the updates, there are up to k − 1 more.
 * @throws E113 for a game without that phase
 */
export function withCriticWarmUp(
  game: Game,
  { updates = 100, first = 25, every = 500 }: CriticWarmUpOptions = {},
): Game {
  if (!game.phases.some(({ name }) => name === "D")) {
    throw new GantryError("E113", { where: "withCriticWarmUp", problem: "the game has no phase D" });
  }
  const phases = game.phases.map((phase) => {
    if (phase.name !== "D") return phase;
    const rounds = Math.max(0, Math.ceil(updates / (phase.times ?? 1)) - 1);
    return { ...phase, extra: (step: number) => (step < first || step % every === 0 ? rounds : 0) };
  });
  return { ...game, phases };
}
