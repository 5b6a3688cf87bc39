/**
 * @file How a player's tensors lie in flat vectors: small parameters in one, large ones each in their own, buffers in
 * another, the optimiser's memory and the moving average beside them. One vector makes one update, and an update costs
 * nodes; joining gradients into a vector and cutting it into weights costs copies. So what is small is joined, and what
 * is large is not. The names come back in checkpoints.
 *
 * State is called `G/parameters`, `G/parameters/block1.weight` (a large one), `G/buffers`, `G/optimiser/m`,
 * `G/optimiser/m/block1.weight`, `G/average/parameters`, `G/average/buffers`.
 */
import type { RandomKey } from "../base/random.ts";
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";
import type { NetworkTensors, TensorSpec } from "../models/trace.ts";
import type { Optimiser, OptimiserSlot } from "../optim/optimiser.ts";

/** One tensor's place in a flat vector. */
export interface Entry extends TensorSpec {
  readonly offset: number;
}

/** The entries of one vector, from its start to its end. */
export interface FlatLayout {
  readonly entries: readonly Entry[];
  readonly size: number;
}

/**
 * One of the vectors that a player's parameters lie in. A large parameter's keeps its shape, which spares a program
 * reshapes.
 *
 * @property suffix what the names of its state end with
 */
export interface PartLayout extends FlatLayout {
  readonly suffix: string;
  readonly shape: Shape;
}

/** A tensor of an optimiser's memory: of one part, or, `part` being null, of the player. */
export interface SlotLayout extends OptimiserSlot {
  readonly slot: string;
  /** As `StateVector` has them. */
  readonly stem: string;
  readonly state: string;
  readonly part: PartLayout | null;
}

export interface PlayerLayout {
  readonly name: string;
  /** All parameters, in the network's order; how they lie is told by `parts`. */
  readonly parameters: FlatLayout;
  readonly parts: readonly PartLayout[];
  readonly buffers: FlatLayout;
  readonly slots: readonly SlotLayout[];
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

/**
 * Elements from which a tensor has a vector of its own. Measured on two cores: below it, the ten more nodes of Adam's
 * update cost as much as the copies.
 */
export const LARGE = 32_768;

/** How tensors are put into vectors: the small ones, if there are any, in the first. */
function partLayouts(specs: readonly TensorSpec[], large: number): PartLayout[] {
  const isLarge = ({ shape }: TensorSpec): boolean => sizeOf(shape) >= large;
  const small = specs.filter((spec) => !isLarge(spec));
  const joined = flatLayout(small);
  const alone = (spec: TensorSpec): PartLayout => ({
    ...flatLayout([spec]),
    suffix: `/${spec.name}`,
    shape: spec.shape,
  });
  const first = small.length === 0 ? [] : [{ ...joined, suffix: "", shape: [joined.size] }];
  return [...first, ...specs.filter(isLarge).map(alone)];
}

/** A vector of a player's state, and what lies in it. @property stem its name without the part's suffix */
export interface StateVector {
  readonly stem: string;
  readonly name: string;
  readonly layout: FlatLayout;
  readonly shape: Shape;
}

/** The vectors of `parameters` or `buffers` below `owner`: a player's name, or that of its average. */
export function vectorsBelow(owner: string, kind: "parameters" | "buffers", player: PlayerLayout): StateVector[] {
  if (kind === "parameters") {
    const stem = `${owner}/parameters`;
    return player.parts.map((layout) => ({ stem, name: stem + layout.suffix, layout, shape: layout.shape }));
  }
  const { buffers } = player;
  const stem = `${owner}/buffers`;
  return buffers.size === 0 ? [] : [{ stem, name: stem, layout: buffers, shape: [buffers.size] }];
}

/** The vectors a player's state consists of, but for its optimiser's memory. */
export function vectorsOf(player: PlayerLayout): StateVector[] {
  const owners = player.averaged ? [player.name, `${player.name}/average`] : [player.name];
  return owners.flatMap((owner) => [
    ...vectorsBelow(owner, "parameters", player),
    ...vectorsBelow(owner, "buffers", player),
  ]);
}

/** First values of the whole state, drawn from `seed` alone; the average starts where the parameters do. */
export function initialState(layout: GameLayout, seed: number): Record<string, Tensor> {
  const state: Record<string, Tensor> = {};
  for (const player of Object.values(layout)) {
    for (const { name, layout: flat, shape } of vectorsOf(player)) {
      const kind = flat === player.buffers ? "buffers" : "parameters";
      state[name] = floatTensor(shape, initialVector(flat, seed, `${player.name}/${kind}`));
    }
    for (const { state: name, shape, initial } of player.slots) {
      state[name] = floatTensor(shape, new Float32Array(sizeOf(shape)).fill(initial));
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

/**
 * The layout of a game.
 * @param collected what the network of each player keeps @param large elements from which a tensor has its own vector
 */
export function gameLayout(game: Game, collected: Readonly<Record<string, NetworkTensors>>, large: number): GameLayout {
  return Object.fromEntries(
    Object.entries(game.players).map(([name, { optimiser, ema }]) => {
      const tensors = collected[name] as NetworkTensors;
      const parts = partLayouts(tensors.parameters, large);
      const layout: PlayerLayout = {
        name,
        parameters: flatLayout(tensors.parameters),
        parts,
        buffers: flatLayout(tensors.buffers),
        slots: slotLayouts(name, optimiser, parts),
        averaged: ema !== undefined,
      };
      return [name, layout];
    }),
  );
}

/** An optimiser's memory: what it keeps for each weight lies as the parameters do, the rest is kept once. */
function slotLayouts(player: string, optimiser: Optimiser, parts: readonly PartLayout[]): SlotLayout[] {
  const shared = new Map<string, SlotLayout>();
  const own = parts.flatMap((part) =>
    Object.entries(optimiser.slots(part.size)).flatMap(([slot, kept]): SlotLayout[] => {
      const stem = `${player}/optimiser/${slot}`;
      if (sameShape(kept.shape, [part.size])) {
        return [{ ...kept, shape: part.shape, slot, stem, state: stem + part.suffix, part }];
      }
      shared.set(slot, { ...kept, slot, stem, state: stem, part: null });
      return [];
    }),
  );
  return [...own, ...shared.values()];
}
