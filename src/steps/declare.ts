/**
 * @file Tracing a game once to learn what its players are made of: every phase and the sampler run over placeholders
 * while the scopes write down which parameters and buffers are asked for, in order of first use.
 */
import { GantryError } from "../base/error.ts";
import type { Game, GameInput, Handles, Nodes } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { type Initialiser, type ScopeBackend, scopeOver } from "../models/scope.ts";
import { type GameLayout, gameLayout, layoutBuilder } from "./layout.ts";

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

/** @throws E113 where a phase updates a player there is none of, or two tensors share a name */
export function declareGame(game: Game): GameLayout {
  const collectors = Object.fromEntries(
    Object.keys(game.players).map((name) => [name, { parameters: layoutBuilder(name), buffers: layoutBuilder(name) }]),
  );
  const handles: Handles = Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const { parameters, buffers } = collectors[name] as (typeof collectors)[string];
      const scope = scopeOver(collectingBackend(parameters.add, buffers.add));
      return [name, (...inputs: Node[]) => network(scope, ...inputs)];
    }),
  );
  traceAll(game, handles);
  return gameLayout(
    game,
    Object.fromEntries(
      Object.entries(collectors).map(([name, { parameters, buffers }]) => [
        name,
        { parameters: parameters.finish(), buffers: buffers.finish() },
      ]),
    ),
  );
}

type Collect = (name: string, shape: readonly number[], initialiser: Initialiser) => boolean;

function collectingBackend(addParameter: Collect, addBuffer: Collect): ScopeBackend {
  const placeholder =
    (add: Collect): ScopeBackend["parameter"] =>
    (name, shape, initialiser) => {
      add(name, shape, initialiser);
      return input(name, shape);
    };
  return {
    training: true,
    parameter: placeholder(addParameter),
    buffer: placeholder(addBuffer),
    updateBuffer: () => {},
    noise: (_, shape) => input("noise", shape),
  };
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
        const problem = `it updates "${player}", but the players are ${Object.keys(game.players).join(", ")}`;
        throw new GantryError("E113", { where: `phase ${phase.name}`, problem });
      }
    }
    phase.loss(handles, inputs, controls);
  }
}
