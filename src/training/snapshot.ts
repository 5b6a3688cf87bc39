/**
 * @file State between the device and a checkpoint: flat vectors there, tensors by their own names here
 * (`G.parameters.block1.weight`, `D.optimiser.squareSum.head.bias`), readable with any safetensors library.
 */
import { GantryError } from "../base/error.ts";
import type { NamedTensor } from "../base/safetensors.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { type FlatLayout, type GameLayout, vectorsOf } from "../steps/layout.ts";

/** A state tensor, and how its elements are called: as one, or by a layout's entries. */
interface Part {
  readonly state: string;
  readonly prefix: string;
  readonly layout: FlatLayout | null;
  readonly shape: readonly number[];
}

/** Everything the state of a game consists of. */
function partsOf(layout: GameLayout): Part[] {
  return Object.values(layout).flatMap((player) =>
    [
      ...vectorsOf(player).map(({ stem, name, layout: flat, shape }) => ({ stem, state: name, layout: flat, shape })),
      ...player.slots.map(({ stem, state, part, shape }) => ({ stem, state, layout: part, shape })),
    ].map(({ stem, ...part }) => ({ ...part, prefix: stem.replaceAll("/", ".") })),
  );
}

/** The tensors of a checkpoint; views of `state`, not copies. */
export function namedTensors(layout: GameLayout, state: Readonly<Record<string, Tensor>>): NamedTensor[] {
  return partsOf(layout).flatMap(({ state: name, prefix, layout: flat, shape }) => {
    const data = (state[name] as Tensor).data as Float32Array;
    if (flat === null) return [{ name: prefix, dtype: "float32" as const, shape, data }];
    return flat.entries.map((entry) => ({
      name: `${prefix}.${entry.name}`,
      dtype: "float32" as const,
      shape: entry.shape,
      data: data.subarray(entry.offset, entry.offset + sizeOf(entry.shape)),
    }));
  });
}

const described = ({ dtype, shape }: Pick<NamedTensor, "dtype" | "shape">): string => `${dtype} [${shape.join(", ")}]`;

/** The state a checkpoint holds. @throws E501 where a tensor is missing, of another kind, or none of this game's */
export function stateFromNamed(
  layout: GameLayout,
  tensors: readonly NamedTensor[],
  where: string,
): Record<string, Tensor> {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const refuse = (tensor: string, expected: string | null, got: string | null): never => {
    throw new GantryError("E501", { path: where, tensor, expected, got });
  };
  const find = (name: string, shape: readonly number[]): Float32Array => {
    const [wanted, found] = [described({ dtype: "float32", shape }), byName.get(name)];
    if (found === undefined || described(found) !== wanted) refuse(name, wanted, found ? described(found) : null);
    byName.delete(name);
    return found?.data as Float32Array;
  };
  const state = Object.fromEntries(
    partsOf(layout).map(({ state, prefix, layout: flat, shape }) => {
      const vector = new Float32Array(sizeOf(shape));
      if (flat === null) vector.set(find(prefix, shape));
      else for (const entry of flat.entries) vector.set(find(`${prefix}.${entry.name}`, entry.shape), entry.offset);
      return [state, floatTensor(shape, vector)];
    }),
  );
  for (const [name, extra] of byName) refuse(name, null, described(extra));
  return state;
}
