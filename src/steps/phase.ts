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
import { div, minimum, mul } from "../graph/primitives.ts";
import { isRowwise } from "../models/rowwise.ts";
import { type NoiseKind, type ScopeBackend, scopeOver } from "../models/scope.ts";
import { SCALE_SLOT, SKIPPED_SLOT, shownNorm } from "../optim/loss-scaling.ts";
import { type GameLayout, type PlayerLayout, vectorsBelow } from "./layout.ts";
import { normOf, updateAverage, updatePlayer, updateRatio } from "./update.ts";
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
  /** `loss`, `gradient` (its norm) and `update` (see `updateRatio`) of each updated player, and what the phase watches. */
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
  const scale = lossScaleOf(phase, layout, state);
  const gradients = gradientsOf(phase, scale === null ? loss : mul(loss, scale), views);
  for (const name of phase.updates) {
    const player = layout[name] as PlayerLayout;
    const vectors = player.parts.map(({ entries, shape }) =>
      joined(entries, shape, gradients[name] as ReadonlyMap<string, Node>),
    );
    const unscaled = scale === null ? vectors : vectors.map((vector) => div(vector, scale));
    const norm = normOf(unscaled);
    watched[`gradient${name}`] = scale === null ? norm : shownNorm(norm, scale);
    updatePlayer(player, { vectors: unscaled, norm }, context, { before: state, next });
    Object.assign(watched, watchedScale(player, next));
    watched[`update${name}`] = updateRatio(player, { before: state, next });
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

function viewPlayer(player: PlayerLayout, state: StateNodes): PlayerView {
  const views = (kind: "parameters" | "buffers"): Map<string, Node> =>
    viewsOf(vectorsBelow(player.name, kind, player), ({ name }) => state.get(name) as Node);
  return { parameters: views("parameters"), buffers: views("buffers") };
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
  return Object.assign(call, { rowwise: (...shapes: Shape[]) => isRowwise(player.network, ...shapes) });
}

/** What the phase's loss is scaled by: the least of its players' scales; null where nothing is scaled. */
function lossScaleOf({ updates }: Phase, layout: GameLayout, state: StateNodes): Node | null {
  const scales = updates
    .filter((name) => layout[name]?.slots.some(({ slot }) => slot === SCALE_SLOT) === true)
    .map((name) => state.get(`${name}/optimiser/${SCALE_SLOT}`) as Node);
  return scales.length === 0 ? null : scales.reduce((least, scale) => minimum(least, scale));
}

/** How the scale moves is worth watching: `scaleD`, and `skippedD`, the updates left out so far. */
function watchedScale({ name, slots }: PlayerLayout, state: StateNodes): Nodes {
  const slot = (key: string): Node => state.get(`${name}/optimiser/${key}`) as Node;
  if (!slots.some((kept) => kept.slot === SCALE_SLOT)) return {};
  return { [`scale${name}`]: slot(SCALE_SLOT), [`skipped${name}`]: slot(SKIPPED_SLOT) };
}

/** ∂loss/∂parameters of each updated player, by the parameters' names. */
function gradientsOf(
  phase: Phase,
  loss: Node,
  views: Readonly<Record<string, PlayerView>>,
): Record<string, ReadonlyMap<string, Node>> {
  const targets = phase.updates.flatMap((player) =>
    [...(views[player] as PlayerView).parameters].map(([name, node]) => ({ player, name, node })),
  );
  const all = gradient(
    loss,
    targets.map(({ node }) => node),
  );
  const found: Record<string, Map<string, Node>> = Object.fromEntries(phase.updates.map((name) => [name, new Map()]));
  targets.forEach(({ player, name }, i) => {
    found[player]?.set(name, all[i] as Node);
  });
  return found;
}

function keepBuffers({ name, buffers }: PlayerLayout, view: PlayerView, next: Map<string, Node>): void {
  if (buffers.size > 0) next.set(`${name}/buffers`, joined(buffers.entries, [buffers.size], view.buffers));
}
