/**
 * @file Tracing a game once to learn what its players are made of: every phase and the sampler run over placeholders
 * while the scopes write down which parameters and buffers are asked for, in order of first use.
 */
import { GantryError } from "../base/error.ts";
import type { Game, GameInput, Handles, Nodes } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { type Collector, collector } from "../models/trace.ts";
import { type GameLayout, gameLayout } from "./layout.ts";

/** The element type of a game's input. */
export const dtypeOf = (spec: GameInput): "int32" | "float32" => (spec.kind === "labels" ? "int32" : "float32");

/** Control names: the game's own, and a learning rate and an averaging rate for each player. */
export function controlNames(game: Game): string[] {
  const players = Object.entries(game.players);
  const averaged = players.filter(([, player]) => player.ema !== undefined);
  return [
    ...Object.keys(game.controls ?? {}),
    ...players.map(([name]) => `lr.${name}`),
    ...averaged.map(([name]) => `average.${name}`),
  ];
}

/**
 * @throws E113 where a phase updates a player there is none of or that has nothing to learn, and where a network asks
 * for one name in two ways
 */
export function declareGame(game: Game): GameLayout {
  const collectors = Object.fromEntries(Object.keys(game.players).map((name) => [name, collector(name)]));
  const handles: Handles = Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const { call } = collectors[name] as Collector;
      return [name, (...inputs: Node[]) => call(network, inputs)];
    }),
  );
  traceAll(game, handles);
  const collected = Object.entries(collectors).map(([name, { tensors }]) => [name, tensors()] as const);
  const layout = gameLayout(game, Object.fromEntries(collected));
  for (const { name, updates } of game.phases) {
    for (const player of updates) {
      if (layout[player]?.parameters.size === 0) refusePhase(name, `it updates "${player}", which has no parameters`);
    }
  }
  return layout;
}

function refusePhase(name: string, problem: string): never {
  throw new GantryError("E113", { where: `phase ${name}`, problem });
}

function traceAll(game: Game, handles: Handles): void {
  const inputs: Nodes = Object.fromEntries(
    Object.entries(game.inputs).map(([name, spec]) => [name, input(name, spec.shape, dtypeOf(spec))]),
  );
  const controls: Nodes = Object.fromEntries(controlNames(game).map((name) => [name, input(name, [])]));
  game.sampler.draw(handles, inputs);
  for (const phase of game.phases) {
    for (const player of phase.updates) {
      if (!(player in game.players)) {
        refusePhase(phase.name, `it updates "${player}", but the players are ${Object.keys(game.players).join(", ")}`);
      }
    }
    phase.loss(handles, inputs, controls);
  }
}
