/**
 * @file A game's sampler as a program: the generator in inference (running statistics, no dropout), with the live
 * weights or with their moving average.
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import { dtypeOf, type Game, type GameInput, type Handles, type Nodes, type Sampler } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { constant, input } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { type ScopeBackend, scopeOver } from "../models/scope.ts";
import { type GameLayout, type PlayerLayout, vectorsBelow } from "./layout.ts";
import { viewsOf } from "./vectors.ts";

/** `live`: the parameters as trained; `average`: their moving average. */
export type Weights = "live" | "average";

/** Where the graph finds a flat vector: an input of the program, or its values as a constant. */
export type VectorSource = (stateName: string, shape: Shape) => Node;

const fromState: VectorSource = (name, shape) => input(name, shape);

/** Vectors as constants: for a generator that stands alone. */
export const fromValues =
  (values: Readonly<Record<string, Float32Array>>): VectorSource =>
  (name, shape) =>
    constant(floatTensor(shape, values[name] as Float32Array));

/** The shape of one of the sampler's inputs for `batch` examples. */
export function samplerInputShape(game: Game, name: string, batch: number): readonly number[] {
  return [batch, ...(game.inputs[name] as GameInput).shape.slice(1)];
}

/** @param batch examples a run @returns a program with inputs as the sampler names them, and one output @throws E113 */
export function samplerProgram(game: Game, layout: GameLayout, batch: number, weights: Weights): Program {
  return {
    name: "sampler",
    outputs: { [game.sampler.output]: samplerOutput(game, layout, batch, weights, fromState) },
    updates: {},
  };
}

/**
 * The node a sampler draws.
 * @throws E113 where a network asks its scope for noise: a sample is a function of its inputs
 */
export function samplerOutput(
  game: Game,
  layout: GameLayout,
  batch: number,
  weights: Weights,
  source: VectorSource,
): Node {
  const { inputs: names, draw }: Sampler = game.sampler;
  const inputs: Nodes = Object.fromEntries(
    names.map((name) => [
      name,
      input(name, samplerInputShape(game, name, batch), dtypeOf(game.inputs[name] as GameInput)),
    ]),
  );
  return draw(inferenceHandles(game, layout, weights, source), inputs);
}

/**
 * A game's players in inference, to be called on nodes.
 * @param weights `average`: of players that have one; the others as they are
 */
export function inferenceHandles(game: Game, layout: GameLayout, weights: Weights, source: VectorSource): Handles {
  return Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const backend = inferenceBackend(layout[name] as PlayerLayout, weights, source);
      return [name, (...operands: Node[]) => network(scopeOver(backend), ...operands)];
    }),
  );
}

function inferenceBackend(player: PlayerLayout, weights: Weights, source: VectorSource): ScopeBackend {
  const owner = weights === "average" && player.averaged ? `${player.name}/average` : player.name;
  const views = (kind: "parameters" | "buffers"): ReadonlyMap<string, Node> =>
    viewsOf(vectorsBelow(owner, kind, player), ({ name, shape }) => source(name, shape));
  const parameters = views("parameters");
  const buffers = views("buffers");
  return {
    training: false,
    parameter: (name) => parameters.get(name) as Node,
    buffer: (name) => buffers.get(name) as Node,
    updateBuffer: () => {},
    noise: () => {
      const problem =
        "its network draws noise of its own in inference; make it an input of the game, or check scope.training";
      throw new GantryError("E113", { where: `player ${player.name}`, problem });
    },
  };
}
