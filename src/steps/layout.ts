/**
 * @file How a player's tensors lie in flat vectors: parameters in one, buffers in another, the optimiser's memory and
 * the moving average beside them, all in the same order. One vector makes one update; the names come back in
 * checkpoints.
 *
 * State is called `G/parameters`, `G/buffers`, `G/optimiser/m`, `G/average/parameters`, `G/average/buffers`.
 */
import type { RandomKey } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";
import type { NetworkTensors, TensorSpec } from "../models/trace.ts";
import type { OptimiserSlot } from "../optim/optimiser.ts";

/** One tensor's place in a flat vector. */
export interface Entry extends TensorSpec {
  readonly offset: number;
}

/** The entries of one vector, from its start to its end. */
export interface FlatLayout {
  readonly entries: readonly Entry[];
  readonly size: number;
}

export interface PlayerLayout {
  readonly name: string;
  readonly parameters: FlatLayout;
  readonly buffers: FlatLayout;
  readonly slots: Readonly<Record<string, OptimiserSlot>>;
  readonly averaged: boolean;
}

export type GameLayout = Readonly<Record<string, PlayerLayout>>;

/** The tensors in the order given, one after the other. */
export function flatLayout(specs: readonly TensorSpec[]): FlatLayout {
  let size = 0;
  const entries = specs.map((spec) => {
    const offset = size;
    size += sizeOf(spec.shape);
    return { ...spec, offset };
  });
  return { entries, size };
}

/** Name and size of each vector a player's state consists of. */
export function vectorsOf(player: PlayerLayout): { readonly name: string; readonly layout: FlatLayout }[] {
  const { name, parameters, buffers } = player;
  const kept = [
    { name: `${name}/parameters`, layout: parameters },
    { name: `${name}/buffers`, layout: buffers },
  ];
  const average = [
    { name: `${name}/average/parameters`, layout: parameters },
    { name: `${name}/average/buffers`, layout: buffers },
  ];
  return [...kept, ...(player.averaged ? average : [])].filter(({ layout }) => layout.size > 0);
}

/** First values of the whole state, drawn from `seed` alone; the average starts where the parameters do. */
export function initialState(layout: GameLayout, seed: number): Record<string, Tensor> {
  const state: Record<string, Tensor> = {};
  for (const player of Object.values(layout)) {
    for (const { name, layout: flat } of vectorsOf(player)) {
      const kind = name.endsWith("/buffers") ? "buffers" : "parameters";
      state[name] = floatTensor([flat.size], initialVector(flat, seed, `${player.name}/${kind}`));
    }
    for (const [slot, { shape, initial }] of Object.entries(player.slots)) {
      state[`${player.name}/optimiser/${slot}`] = floatTensor(shape, new Float32Array(sizeOf(shape)).fill(initial));
    }
  }
  return state;
}

function initialVector({ entries, size }: FlatLayout, seed: number, owner: string): Float32Array {
  const vector = new Float32Array(size);
  for (const { name, shape, offset, initialiser } of entries) {
    const key: RandomKey = { seed, stream: `init/${owner}/${name}`, counter: 0 };
    vector.set(initialiser(key, shape), offset);
  }
  return vector;
}

/** The layout of a game. @param collected what the network of each player keeps */
export function gameLayout(game: Game, collected: Readonly<Record<string, NetworkTensors>>): GameLayout {
  return Object.fromEntries(
    Object.entries(game.players).map(([name, player]) => {
      const tensors = collected[name] as NetworkTensors;
      const [parameters, buffers] = [flatLayout(tensors.parameters), flatLayout(tensors.buffers)];
      const slots = player.optimiser.slots(parameters.size);
      return [name, { name, parameters, buffers, slots, averaged: player.ema !== undefined }];
    }),
  );
}
