/**
 * @file Tracing a game once to learn what its players are made of: every phase and the sampler run over placeholders
 * while the scopes write down which parameters and buffers are asked for, in order of first use.
 */
import { GantryError } from "../base/error.ts";
import { sameShape } from "../base/shape.ts";
import { dtypeOf, type Game, type Handles, type Nodes, type PlayerHandle } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { type Collector, collector } from "../models/trace.ts";
import { type GameLayout, gameLayout, LARGE } from "./layout.ts";

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

/** A game's inputs by name. @param batch examples in place of the game's own number */
export function gameInputs({ inputs }: Game, batch?: number): Nodes {
  const own = Object.values(inputs).find(({ kind }) => kind === "data")?.shape[0];
  const extents = ([count, ...rest]: readonly number[]): number[] =>
    batch !== undefined && count === own ? [batch, ...rest] : [count as number, ...rest];
  return Object.fromEntries(
    Object.entries(inputs).map(([name, spec]) => [name, input(name, extents(spec.shape), dtypeOf(spec))]),
  );
}

/** Its controls by name: one number each. */
export const gameControls = (game: Game): Nodes =>
  Object.fromEntries(controlNames(game).map((name) => [name, input(name, [])]));

/** The most that a control may be set to: 1 for an average's rate, what the game says for its own, else no end. */
export function controlLimit({ players, limits = {} }: Game, control: string): number {
  const averages = Object.keys(players).some((name) => control === `average.${name}`);
  return limits[control] ?? (averages ? 1 : Number.POSITIVE_INFINITY);
}

/**
 * @param large elements from which a parameter lies in a vector of its own: a matter of speed alone
 * @throws E113 where a phase updates a player there is none of or that has nothing to learn, where two phases have one
 * name, where inputs do not go together, and where a network asks for one name in two ways
 */
export function declareGame(game: Game, large: number = LARGE): GameLayout {
  checkPhases(game);
  checkInputs(game);
  checkRates(game);
  const collectors = Object.fromEntries(Object.keys(game.players).map((name) => [name, collector(name)]));
  const handles: Handles = Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const { call } = collectors[name] as Collector;
      return [name, tracingHandle((...inputs) => call(network, inputs))];
    }),
  );
  traceAll(game, handles);
  const collected = Object.entries(collectors).map(([name, { tensors }]) => [name, tensors()] as const);
  const layout = gameLayout(game, Object.fromEntries(collected), large);
  for (const { name, updates } of game.phases) {
    for (const player of updates) {
      if (layout[player]?.parameters.size === 0) refusePhase(name, `it updates "${player}", which has no parameters`);
    }
  }
  return layout;
}

/** A step changes no shapes: after it, the same names are asked for. */
function tracingHandle(call: (...inputs: Node[]) => Node): PlayerHandle {
  const handle: PlayerHandle = Object.assign(call, { after: () => handle });
  return handle;
}

function refusePhase(name: string, problem: string): never {
  throw new GantryError("E113", { where: `phase ${name}`, problem });
}

function checkPhases({ phases, players }: Game): void {
  const names = phases.map(({ name }) => name);
  for (const [i, { name, updates }] of phases.entries()) {
    // inputs, losses and noise go by the phase's name: two of one name would share their draws
    if (names.indexOf(name) !== i) refusePhase(name, "two phases have this name");
    const unknown = updates.find((player) => !Object.hasOwn(players, player));
    if (unknown === undefined) continue;
    refusePhase(name, `it updates "${unknown}", but the players are ${Object.keys(players).join(", ")}`);
  }
}

/** Data are drawn in batches of one size; labels and attributes are those of a draw of data, a row for each item. */
function checkInputs({ inputs }: Game): void {
  const refuse = (name: string, problem: string): never => {
    throw new GantryError("E113", { where: `input ${name}`, problem });
  };
  const [first] = Object.entries(inputs).filter(([, { kind }]) => kind === "data");
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind === "data" && first !== undefined && input.shape[0] !== first[1].shape[0]) {
      refuse(
        name,
        `its batch is ${input.shape[0]}, that of "${first[0]}" ${first[1].shape[0]}; all data come in one size`,
      );
    }
    if (input.kind !== "labels" && input.kind !== "attributes") continue;
    const items = inputs[input.of];
    if (items?.kind !== "data") refuse(name, `its ${input.kind} are of "${input.of}", which is no data input`);
    const expected = [items?.shape[0] as number, ...(input.kind === "labels" ? [] : [input.columns.length])];
    if (!sameShape(input.shape, expected)) {
      const rows = input.kind === "labels" ? "one" : "a row";
      refuse(
        name,
        `${input.kind} are [${expected.join(", ")}], ${rows} for each item of "${input.of}"; got [${input.shape.join(", ")}]`,
      );
    }
  }
}

/** A rate that no control moves would be no number. */
function checkRates({ players, controls = {} }: Game): void {
  for (const [name, { rate }] of Object.entries(players)) {
    if (rate === undefined || Object.hasOwn(controls, rate)) continue;
    const problem = `its learning rate follows the control "${rate}", but the game has no such control`;
    throw new GantryError("E113", { where: `player ${name}`, problem });
  }
}

function traceAll(game: Game, handles: Handles): void {
  const [inputs, controls] = [gameInputs(game), gameControls(game)];
  game.sampler.draw(handles, inputs);
  for (const phase of game.phases) phase.loss(handles, inputs, controls);
}
