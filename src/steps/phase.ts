/**
 * @file One repetition of a phase, as graph: its loss over fresh inputs, the gradients of the players it updates, their
 * optimisers' updates, their moving averages. State goes in and new state comes out, so repetitions and phases compose
 * into one program, and a program of a single phase is the same function called once.
 */
import { GantryError } from "../base/error.ts";
import { sameShape } from "../base/shape.ts";
import type { Game, Nodes, Phase } from "../game/game.ts";
import { gradient } from "../graph/gradient.ts";
import type { GradientRules } from "../graph/gradient-rule.ts";
import type { Node } from "../graph/node.ts";
import { mul } from "../graph/primitives.ts";
import type { NoiseKind } from "../models/scope.ts";
import { SCALE_SLOT, SKIPPED_SLOT, shownNorm } from "../optim/loss-scaling.ts";
import { keepBuffers, lossScaleOf, type PlayerView, playersOf } from "./handle.ts";
import type { GameLayout, PlayerLayout } from "./layout.ts";
import { gradientsFrom, updateAverage, updatePlayer, updateRatio } from "./update.ts";

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

export function runPhase(phase: Phase, state: StateNodes, context: PhaseContext): PhaseOutcome {
  const { layout } = context;
  const { handles, views, rules } = playersOf(state, context);
  const { loss, watch = {} } = phase.loss(handles, context.inputs, context.controls);
  checkLoss(phase, loss);

  const watched: Record<string, Node> = { [`loss${phase.name}`]: loss, ...watch };
  const next = new Map(state);
  const scale = lossScaleOf(phase.updates, layout, state);
  const gradients = gradientsOf(phase, scale === null ? loss : mul(loss, scale), views, rules());
  for (const name of phase.updates) {
    const player = layout[name] as PlayerLayout;
    const own = gradientsFrom(player, gradients[name] as ReadonlyMap<string, Node>, scale);
    watched[`gradient${name}`] = scale === null ? own.norm : shownNorm(own.norm, scale);
    updatePlayer(player, own, context, { before: state, next });
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
  rules: GradientRules,
): Record<string, ReadonlyMap<string, Node>> {
  const targets = phase.updates.flatMap((player) =>
    [...(views[player] as PlayerView).parameters].map(([name, node]) => ({ player, name, node })),
  );
  const all = gradient(
    loss,
    targets.map(({ node }) => node),
    rules,
  );
  const found: Record<string, Map<string, Node>> = Object.fromEntries(phase.updates.map((name) => [name, new Map()]));
  targets.forEach(({ player, name }, i) => {
    found[player]?.set(name, all[i] as Node);
  });
  return found;
}
