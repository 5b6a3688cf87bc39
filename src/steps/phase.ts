/**
 * @file One repetition of a phase, as graph: its loss over fresh inputs, the gradients of the players it updates, their
 * optimisers' updates, their moving averages. State goes in and new state comes out, so repetitions and phases compose
 * into one program, and a program of a single phase is the same function called once.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape } from "../base/shape.ts";
import type { Game, Nodes, Phase, PlayerHandle } from "../game/game.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { mul, reshape, sqrt, sumKeep } from "../graph/primitives.ts";
import { isRowwise } from "../models/rowwise.ts";
import { type NoiseKind, type ScopeBackend, scopeOver } from "../models/scope.ts";
import { exponentialAverage } from "../optim/ema.ts";
import type { GameLayout, PlayerLayout } from "./layout.ts";
import { joined, viewsOf } from "./vectors.ts";

/** The whole state as nodes, by state name. */
export type StateNodes = ReadonlyMap<string, Node>;

export interface PhaseContext {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly controls: Nodes;
  /** This repetition's inputs; a getter makes one when it is first asked for. */
  readonly inputs: Nodes;
  readonly noise: (kind: NoiseKind, shape: readonly number[]) => Node;
}

export interface PhaseOutcome {
  readonly state: StateNodes;
  /** `loss`, `gradient` (its norm, for each updated player) and what the phase watches. */
  readonly watched: Nodes;
}

/** The tensors of one player within one repetition. */
interface PlayerView {
  readonly parameters: ReadonlyMap<string, Node>;
  readonly buffers: Map<string, Node>;
}

export function runPhase(phase: Phase, state: StateNodes, context: PhaseContext): PhaseOutcome {
  const { game, layout } = context;
  const views = Object.fromEntries(Object.values(layout).map((player) => [player.name, viewPlayer(player, state)]));
  const handles = Object.fromEntries(
    Object.keys(game.players).map((name) => {
      const view = views[name] as PlayerView;
      return [name, handleOf(game, name, view, phase.updates.includes(name), context.noise)];
    }),
  );
  const { loss, watch = {} } = phase.loss(handles, context.inputs, context.controls);
  checkLoss(phase, loss);

  const watched: Record<string, Node> = { [`loss${phase.name}`]: loss, ...watch };
  const next = new Map(state);
  const gradients = gradientVectors(phase, loss, views);
  for (const name of phase.updates) {
    const player = layout[name] as PlayerLayout;
    const flat = gradients[name] as Node;
    watched[`gradient${name}`] = sqrt(reshape(sumKeep(mul(flat, flat)), []));
    updatePlayer(player, flat, context, next);
    keepBuffers(player, views[name] as PlayerView, next);
    if (player.averaged) updateAverage(player, context.controls[`average.${name}`] as Node, next);
  }
  return { state: next, watched };
}

function checkLoss(phase: Phase, loss: Node): void {
  if (sameShape(loss.shape, [])) return;
  const problem = `its loss must be a scalar [], it has shape [${loss.shape}]; take the mean`;
  throw new GantryError("E113", { where: `phase ${phase.name}`, problem });
}

function viewPlayer({ name, parameters, buffers }: PlayerLayout, state: StateNodes): PlayerView {
  const views = (kind: string, flat: PlayerLayout["parameters"]): Map<string, Node> =>
    flat.size === 0 ? new Map() : viewsOf(state.get(`${name}/${kind}`) as Node, flat);
  return { parameters: views("parameters", parameters), buffers: views("buffers", buffers) };
}

function handleOf(
  game: Game,
  name: string,
  view: PlayerView,
  updates: boolean,
  noise: PhaseContext["noise"],
): PlayerHandle {
  const player = game.players[name] as Game["players"][string];
  const backend: ScopeBackend = {
    training: true,
    parameter: (key) => view.parameters.get(key) as Node,
    buffer: (key) => view.buffers.get(key) as Node,
    updateBuffer: (key, value) => {
      if (updates) view.buffers.set(key, value);
    },
    noise,
  };
  const call = (...inputs: Node[]): Node => player.network(scopeOver(backend), ...inputs);
  return Object.assign(call, { rowwise: (shape: Shape) => isRowwise(player.network, shape) });
}

/** ∂loss/∂parameters of each updated player, as one vector each. */
function gradientVectors(phase: Phase, loss: Node, views: Readonly<Record<string, PlayerView>>): Record<string, Node> {
  const players = phase.updates.map((name) => ({ name, nodes: [...(views[name] as PlayerView).parameters.values()] }));
  const all = gradient(
    loss,
    players.flatMap(({ nodes }) => nodes),
  );
  let taken = 0;
  return Object.fromEntries(
    players.map(({ name, nodes }) => {
      const own = all.slice(taken, taken + nodes.length);
      taken += nodes.length;
      return [name, joined(own)];
    }),
  );
}

function updatePlayer(
  player: PlayerLayout,
  flat: Node,
  { game, controls }: PhaseContext,
  next: Map<string, Node>,
): void {
  const { name, slots } = player;
  const { optimiser } = game.players[name] as Game["players"][string];
  const slotName = (slot: string): string => `${name}/optimiser/${slot}`;
  const { parameters, state } = optimiser.update({
    parameters: next.get(`${name}/parameters`) as Node,
    gradient: flat,
    learningRate: controls[`lr.${name}`] as Node,
    state: Object.fromEntries(Object.keys(slots).map((slot) => [slot, next.get(slotName(slot)) as Node])),
  });
  next.set(`${name}/parameters`, parameters);
  for (const [slot, value] of Object.entries(state)) next.set(slotName(slot), value);
}

function keepBuffers({ name, buffers }: PlayerLayout, view: PlayerView, next: Map<string, Node>): void {
  if (buffers.size > 0)
    next.set(`${name}/buffers`, joined(buffers.entries.map((entry) => view.buffers.get(entry.name) as Node)));
}

/**
 * average' = average + rate·(value − average); `rate` = 1 − decay is a control. Buffers are averaged with the weights.
 */
function updateAverage({ name, buffers }: PlayerLayout, rate: Node, next: Map<string, Node>): void {
  for (const kind of buffers.size > 0 ? ["parameters", "buffers"] : ["parameters"]) {
    const average = next.get(`${name}/average/${kind}`) as Node;
    const value = next.get(`${name}/${kind}`) as Node;
    next.set(`${name}/average/${kind}`, exponentialAverage(average, value, rate));
  }
}
