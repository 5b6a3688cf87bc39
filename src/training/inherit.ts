/**
 * @file Beginning with what another run has learnt: of a checkpoint's tensors, those that have the name and the shape of
 * one of this game's. Optimisers begin anew, for what they remember belongs to another loss and other rates.
 */
import type { NamedTensor } from "../base/safetensors.ts";
import { type Shape, sameShape } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import { type GameLayout, initialState } from "../steps/layout.ts";
import { namedTensors } from "./snapshot.ts";

/** What becomes of one tensor, by its name in a checkpoint (`G.parameters.block1.weight`). */
export type InheritedLine =
  | { readonly kind: "taken"; readonly name: string; readonly shape: Shape }
  /** Both have it, in two shapes: it begins from the seed. */
  | { readonly kind: "shape"; readonly name: string; readonly shape: Shape; readonly got: Shape }
  /** This game alone has it: it begins from the seed, an average where its weights begin. */
  | { readonly kind: "new"; readonly name: string; readonly shape: Shape }
  /** The checkpoint alone has it: it is left out. */
  | { readonly kind: "unused"; readonly name: string; readonly shape: Shape };

/** Values by their names in a checkpoint. */
export type Inherited = ReadonlyMap<string, Float32Array>;

/** What is taken, and a line for each tensor of the game and of the checkpoint; optimisers' are passed over. */
export interface Inheritance {
  readonly lines: readonly InheritedLine[];
  readonly taken: Inherited;
}

/** What a run begins with, and where it is from. */
export interface Start extends Inheritance {
  /** The file of tensors, absolute. */
  readonly path: string;
  /** The recipe it was trained with; null where that is not known. */
  readonly recipe: string | null;
}

const isOptimisers = (name: string): boolean => name.split(".")[1] === "optimiser";

/** The tensors of a state by name, but for the optimisers'; views. */
function learnt(layout: GameLayout, state: Readonly<Record<string, Tensor>>): NamedTensor[] {
  const players = Object.entries(layout).map(([name, player]) => [name, { ...player, slots: [] }] as const);
  return namedTensors(Object.fromEntries(players), state);
}

/** @param tensors of a checkpoint, or of any file that names them as one does */
export function inherit(layout: GameLayout, tensors: readonly NamedTensor[]): Inheritance {
  const given = new Map(tensors.filter(({ name }) => !isOptimisers(name)).map((tensor) => [tensor.name, tensor]));
  const wanted = learnt(layout, initialState(layout, 0));
  const taken = new Map<string, Float32Array>();
  const lines = wanted.map(({ name, shape }): InheritedLine => {
    const found = given.get(name);
    given.delete(name);
    if (found === undefined) return { kind: "new", name, shape };
    if (!sameShape(found.shape, shape) || found.dtype !== "float32") {
      return { kind: "shape", name, shape, got: found.shape };
    }
    taken.set(name, found.data as Float32Array);
    return { kind: "taken", name, shape };
  });
  const left = [...given.values()].map(({ name, shape }): InheritedLine => ({ kind: "unused", name, shape }));
  return { lines: [...lines, ...left], taken };
}

/** The first state of a run: from the seed, but for what is inherited. */
export function firstState(layout: GameLayout, seed: number, inherited: Inherited = new Map()): Record<string, Tensor> {
  const state = initialState(layout, seed);
  const views = new Map(learnt(layout, state).map(({ name, data }) => [name, data as Float32Array]));
  for (const [name, view] of views) {
    const values = inherited.get(name);
    if (values !== undefined) view.set(values);
  }
  for (const [name, view] of views) {
    if (inherited.has(name) || name.split(".")[1] !== "average") continue;
    view.set(views.get(name.replace(".average.", ".")) as Float32Array);
  }
  return state;
}
