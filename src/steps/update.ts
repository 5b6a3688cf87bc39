/** @file What follows a phase's gradients, as graph: the optimiser's step of each vector, and the moving averages. */

import { sizeOf } from "../base/shape.ts";
import type { Game } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { add, div, minimum, mul, reshape, sliceAxis, sqrt, sub, sumKeep } from "../graph/primitives.ts";
import { exponentialAverage } from "../optim/ema.ts";
import { type Entry, type PartLayout, type PlayerLayout, vectorsBelow } from "./layout.ts";
import type { PhaseContext, StateNodes } from "./phase.ts";
import { joined } from "./vectors.ts";

/** What an update goes by: a gradient for each part, and the norm of all together. */
export interface Gradients {
  readonly vectors: readonly Node[];
  readonly norm: Node;
}

/** Σ x², a scalar. */
const sumOfSquares = (x: Node): Node => reshape(sumKeep(mul(x, x)), []);

/** √Σ g² over all vectors, a scalar. */
function normOf(vectors: readonly Node[]): Node {
  return sqrt(vectors.map(sumOfSquares).reduce((sum, square) => add(sum, square)));
}

/**
 * A player's gradients as its optimiser takes them.
 * @param byName of each parameter @param scale what the loss was multiplied by; null: by nothing
 */
export function gradientsFrom(player: PlayerLayout, byName: ReadonlyMap<string, Node>, scale: Node | null): Gradients {
  const scaled = player.parts.map(({ entries, shape }) => joined(entries, shape, byName));
  const vectors = scale === null ? scaled : scaled.map((vector) => div(vector, scale));
  return { vectors, norm: normOf(vectors) };
}

/** Weights that are looked at to see how far a player moves: more would cost passes over memory and tell no more. */
const LOOKED_AT = 4096;

/**
 * ‖θ' − θ‖ / ‖θ‖, a scalar ≤ `MOST`: by which share of their size an update moves a player's weights; about 1e-3 in
 * health. Of the first rows of the player's largest tensor, wherever it lies.
 */
export function updateRatio(player: PlayerLayout, { before, next }: Transition): Node {
  const largest = player.parameters.entries.reduce((a, b) => (sizeOf(b.shape) > sizeOf(a.shape) ? b : a));
  const [rows = 1, ...rest] = largest.shape;
  const taken = Math.max(1, Math.min(rows, Math.floor(LOOKED_AT / sizeOf(rest))));
  const part = player.parts.find(({ entries }) => entries.some(({ name }) => name === largest.name)) as PartLayout;
  const offset = (part.entries.find(({ name }) => name === largest.name) as Entry).offset;
  const [start, end] = part.suffix === "" ? [offset, offset + taken * sizeOf(rest)] : [0, taken];
  const [old, moved] = [before, next].map((state) =>
    sliceAxis(state.get(`${player.name}/parameters${part.suffix}`) as Node, 0, start, end),
  ) as [Node, Node];
  return minimum(sqrt(div(sumOfSquares(sub(moved, old)), add(sumOfSquares(old), SMALLEST))), MOST);
}

/** Keep the share finite where all weights are 0, and where an update leaves float32's squares. */
const SMALLEST = 1e-30;
const MOST = 1e6;

/** The state before a repetition of a phase, and after it, as far as it is known. */
export interface Transition {
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
