/**
 * @file The networks of a run, opened up: G as a graph from its latent to its samples, D as one from data to its
 * opinion, both in inference, over the run's state. Everything in this room looks at these graphs.
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import { dtypeOf, type Game, type GameInput, type Handles, type Nodes } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import type { Tensors } from "../runtime/runtime.ts";
import { gameInputs } from "../steps/declare.ts";
import { callsOnData } from "../steps/judge.ts";
import type { GameLayout } from "../steps/layout.ts";
import { inferenceHandles, samplerInputShape, type VectorSource } from "../steps/sampler.ts";

/** A game, where its tensors lie, and their values: what `runGenerator` rebuilds from a checkpoint. */
export interface Trained {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly state: Tensors;
}

/** What is traced; no values are needed for it. */
export type Declared = Pick<Trained, "game" | "layout">;

export interface TracedGenerator {
  /** The input that holds the latent, `[N, d]`, and what it is called. */
  readonly z: Node;
  readonly latent: string;
  /** All of its inputs by name, the latent among them. */
  readonly inputs: Nodes;
  /** `[N, C, H, W]` or `[N, D]`. */
  readonly output: Node;
}

/** A player that judges data: D, or a critic. */
export interface TracedJudge {
  readonly player: string;
  /** Whatever it judges. */
  readonly output: Node;
}

export interface Networks {
  readonly generator: (batch: number) => TracedGenerator;
  /** @param x data, or what G drew: `[N, ...]` @throws E730 where the game has no player that judges data alone */
  readonly judge: (x: Node) => TracedJudge;
}

/** One node for each of the state's vectors, so that several networks stand together in one program. */
function stateNodes(): VectorSource {
  const nodes = new Map<string, Node>();
  return (name, shape) => {
    const node = nodes.get(name) ?? input(name, shape);
    nodes.set(name, node);
    return node;
  };
}

/** @returns G and D as functions of nodes, G with its averaged weights where there are any */
export function networksOf({ game, layout }: Declared): Networks {
  const handles = inferenceHandles(game, layout, "average", stateNodes());
  const player = judgeOf(game, handles);
  return {
    generator: (batch) => traceGenerator(game, handles, batch),
    judge: (x) => {
      if (player === null) throw new GantryError("E730", { players: Object.keys(game.players) });
      return { player, output: (handles[player] as Handles[string])(x) };
    },
  };
}

function traceGenerator(game: Game, handles: Handles, batch: number): TracedGenerator {
  const { sampler } = game;
  const inputs: Nodes = Object.fromEntries(
    sampler.inputs.map((name) => [
      name,
      input(name, samplerInputShape(game, name, batch), dtypeOf(game.inputs[name] as GameInput)),
    ]),
  );
  const latent = latentOf(game);
  return { z: inputs[latent] as Node, latent, inputs, output: sampler.draw(handles, inputs) };
}

/** The sampler's input that is a latent: `z`, or its first noise of one vector an example. @throws E731 */
export function latentOf({ sampler, inputs }: Game): string {
  const isLatent = (name: string): boolean => {
    const source = inputs[name] as GameInput;
    return (source.kind === "normal" || source.kind === "uniform") && source.shape.length === 2;
  };
  const found = sampler.inputs.includes("z") && isLatent("z") ? "z" : sampler.inputs.find(isLatent);
  if (found === undefined) throw new GantryError("E731", { inputs: sampler.inputs });
  return found;
}

/** Who judges: the first player but the sampler's that a phase calls on data alone. */
const judgeOf = (game: Game, handles: Handles): string | null =>
  callsOnData(game, handles, gameInputs(game)).find(({ operands }) => operands.length === 1)?.player ?? null;

/** Of one item of the data that the game learns from: `[C, H, W]` or `[D]`. */
export function dataShapeOf({ inputs }: Game): Shape {
  const data = Object.values(inputs).find(({ kind }) => kind === "data");
  if (data === undefined) throw new GantryError("E730", { players: [] });
  return data.shape.slice(1);
}
