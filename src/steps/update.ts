/** @file What follows a phase's gradients, as graph: the optimiser's step of each vector, and the moving averages. */
import type { Game } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, reshape, sqrt, sumKeep } from "../graph/primitives.ts";
import { exponentialAverage } from "../optim/ema.ts";
import { type PlayerLayout, vectorsBelow } from "./layout.ts";
import type { PhaseContext, StateNodes } from "./phase.ts";

/** What an update goes by: a gradient for each part, and the norm of all together. */
interface Gradients {
  readonly vectors: readonly Node[];
  readonly norm: Node;
}

/** √Σ g² over all vectors, a scalar. */
export function normOf(vectors: readonly Node[]): Node {
  const squares = vectors.map((vector) => reshape(sumKeep(mul(vector, vector)), []));
  return sqrt(squares.reduce((sum, square) => add(sum, square)));
}

/** The state before a repetition of a phase, and after it, as far as it is known. */
interface Transition {
  readonly before: StateNodes;
  readonly next: Map<string, Node>;
}

/** The optimiser's step, part by part. What it keeps for the whole player, each part finds as it was before. */
export function updatePlayer(
  player: PlayerLayout,
  { vectors, norm }: Gradients,
  { game, controls }: Pick<PhaseContext, "game" | "controls">,
  { before, next }: Transition,
): void {
  const { optimiser } = game.players[player.name] as Game["players"][string];
  player.parts.forEach((part, i) => {
    const parameterName = `${player.name}/parameters${part.suffix}`;
    const slots = player.slots.filter((slot) => slot.part === part || slot.part === null);
    const { parameters, state } = optimiser.update({
      parameters: before.get(parameterName) as Node,
      gradient: vectors[i] as Node,
      gradientNorm: norm,
      learningRate: controls[`lr.${player.name}`] as Node,
      state: Object.fromEntries(slots.map(({ slot, state: name }) => [slot, before.get(name) as Node])),
    });
    next.set(parameterName, parameters);
    for (const { slot, state: name } of slots) next.set(name, state[slot] as Node);
  });
}

/**
 * average' = average + rate·(value − average); `rate` = 1 − decay is a control. Buffers are averaged with the weights.
 */
export function updateAverage(player: PlayerLayout, rate: Node, next: Map<string, Node>): void {
  for (const kind of ["parameters", "buffers"] as const) {
    const averages = vectorsBelow(`${player.name}/average`, kind, player);
    vectorsBelow(player.name, kind, player).forEach(({ name }, i) => {
      const average = (averages[i] as { readonly name: string }).name;
      next.set(average, exponentialAverage(next.get(average) as Node, next.get(name) as Node, rate));
    });
  }
}
