/**
 * @file A player as a phase sees it, and as it will be after steps of its own optimiser: D inside an unrolled GAN.
 *
 *   θ⁰ = θ,  θⁱ⁺¹ = θⁱ − update(∇L_i(θⁱ))        every θⁱ a node, so that what θᵏ computes knows how it came about
 *
 * Each `after` has state of its own, of which nothing is kept: weights, the optimiser's memory, buffers. What buffers
 * become in the calls of a player is seen by its next calls in this phase and by the player after a step, as in a phase
 * that updates it; but only such a phase keeps it.
 */
import type { Shape } from "../base/shape.ts";
import type { Game, Handles, PlayerHandle } from "../game/game.ts";
import { gradient } from "../graph/gradient.ts";
import type { GradientRules } from "../graph/gradient-rule.ts";
import type { Node } from "../graph/node.ts";
import { div, greater, minimum, mul, select, stopGradient } from "../graph/primitives.ts";
import { isRowwise } from "../models/rowwise.ts";
import { type ScopeBackend, scopeOver } from "../models/scope.ts";
import { SCALE_SLOT } from "../optim/loss-scaling.ts";
import { type GameLayout, type PlayerLayout, vectorsBelow } from "./layout.ts";
import type { PhaseContext, StateNodes } from "./phase.ts";
import { gradientsFrom, updatePlayer } from "./update.ts";
import { joined, viewsOf } from "./vectors.ts";

/** The tensors of one player within one repetition. */
export interface PlayerView {
  readonly parameters: ReadonlyMap<string, Node>;
  readonly buffers: Map<string, Node>;
}

/** The players of a phase. */
export interface PhasePlayers {
  readonly handles: Handles;
  readonly views: Readonly<Record<string, PlayerView>>;
  /** The rules by which the phase's loss is derived: others where it looked at a player after a step. */
  readonly rules: () => GradientRules;
}

export function playersOf(state: StateNodes, context: PhaseContext): PhasePlayers {
  let unrolled = false;
  const view = (player: PlayerLayout): PlayerView => viewPlayer(player, state, stopGradient);
  const views = Object.fromEntries(Object.values(context.layout).map((player) => [player.name, view(player)]));
  const after = (now: PlayerNow, loss: Node): PlayerHandle => {
    unrolled = true;
    return handleOf(steppedDown(loss, now, context), context, after);
  };
  const handles = Object.entries(views).map(([name, own]) => [
    name,
    handleOf({ name, state, view: own }, context, after),
  ]);
  return { views, handles: Object.fromEntries(handles), rules: () => (unrolled ? throughUpdates : {}) };
}

/** A player at some point of a phase. */
interface PlayerNow {
  readonly name: string;
  readonly state: StateNodes;
  readonly view: PlayerView;
}

/** @param alone what becomes of a vector that is one tensor: for a derivative in it alone, a node of its own */
function viewPlayer(player: PlayerLayout, state: StateNodes, alone: (vector: Node) => Node): PlayerView {
  const views = (kind: "parameters" | "buffers"): Map<string, Node> =>
    viewsOf(vectorsBelow(player.name, kind, player), ({ name }) => state.get(name) as Node, alone);
  return { parameters: views("parameters"), buffers: views("buffers") };
}

function handleOf(
  now: PlayerNow,
  { game, noise }: PhaseContext,
  after: (now: PlayerNow, loss: Node) => PlayerHandle,
): PlayerHandle {
  const { view } = now;
  const { network } = game.players[now.name] as Game["players"][string];
  const backend: ScopeBackend = {
    training: true,
    parameter: (key) => view.parameters.get(key) as Node,
    buffer: (key) => view.buffers.get(key) as Node,
    updateBuffer: (key, value) => {
      view.buffers.set(key, value);
    },
    noise,
  };
  const call = (...inputs: Node[]): Node => network(scopeOver(backend), ...inputs);
  return Object.assign(call, {
    rowwise: (...shapes: Shape[]) => isRowwise(network, ...shapes),
    after: (loss: Node) => after(now, loss),
  });
}

/** The player one step further: an update as a phase makes it, of which the way stays open to derivatives. */
function steppedDown(loss: Node, { name, state, view }: PlayerNow, context: PhaseContext): PlayerNow {
  const player = context.layout[name] as PlayerLayout;
  const scale = lossScaleOf([name], context.layout, state);
  const names = [...view.parameters.keys()];
  const derivatives = gradient(scale === null ? loss : mul(loss, scale), [...view.parameters.values()]);
  const byName = new Map(names.map((key, i) => [key, derivatives[i] as Node]));

  const next = new Map(state);
  updatePlayer(player, gradientsFrom(player, byName, scale), context, { before: state, next });
  keepBuffers(player, view, next);
  return { name, state: next, view: viewPlayer(player, next, (vector) => vector) };
}

/** What the loss is scaled by: the least of these players' scales; null where nothing is scaled. */
export function lossScaleOf(names: readonly string[], layout: GameLayout, state: StateNodes): Node | null {
  const scales = names
    .filter((name) => layout[name]?.slots.some(({ slot }) => slot === SCALE_SLOT) === true)
    .map((name) => state.get(`${name}/optimiser/${SCALE_SLOT}`) as Node);
  return scales.length === 0 ? null : scales.reduce((least, scale) => minimum(least, scale));
}

export function keepBuffers({ name, buffers }: PlayerLayout, view: PlayerView, next: Map<string, Node>): void {
  if (buffers.size > 0) next.set(`${name}/buffers`, joined(buffers.entries, [buffers.size], view.buffers));
}

/**
 * √'s slope at 0 taken for 0. Adam's √v is 0 where a weight never had a gradient, √'s own slope is infinite there, and
 * v = Σ β₂ⁱ g² hands it to g times 2g = 0: together NaN, though g/(√v + ε) has a slope, 1/ε, of which the other path
 * brings all. The same holds for each root of a sum of squares.
 */
const throughUpdates: GradientRules = {
  sqrt: (_, y, dy) => select(greater(y, 0), div(mul(dy, 0.5), y), 0),
};
