/** @file What a checkpoint says of each tensor in a number or two, streamed once and kept while the file is the same. */
import { statSync } from "node:fs";
import { normFrom, normRules, sumFor } from "gantry/store";
import { stampOf } from "./stamp.ts";
import { type TensorReader, withTensors } from "./tensor-file.ts";

export interface TensorNorms {
  /** With its player: `G.up1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly weight: number;
  /** Null where the optimiser keeps no squares. */
  readonly gradient: number | null;
  /** Σ of the squares of each unit's gradients, by its axis; null for tensors of fewer than two axes. */
  readonly units: readonly [first: Float64Array, second: Float64Array] | null;
}

const MOST_KEPT = 64;

export class StateNorms {
  readonly #kept = new Map<string, Promise<readonly TensorNorms[]>>();

  /** @param path of `state.safetensors` @throws E511, ENOENT */
  of(path: string): Promise<readonly TensorNorms[]> {
    const stamp = `${path} ${stampOf(statSync(path))}`;
    const known = this.#kept.get(stamp) ?? withTensors(path, normsOf);
    this.#kept.delete(stamp); // what was asked for last goes last
    this.#kept.set(stamp, known);
    known.catch(() => this.#kept.delete(stamp));
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    return known;
  }
}

async function normsOf(reader: TensorReader): Promise<readonly TensorNorms[]> {
  const shapes = new Map(reader.entries.map(({ name, shape }) => [name, shape]));
  const rules = normRules([...shapes.keys()]);
  const found: TensorNorms[] = [];
  for (const rule of rules.filter(({ kind }) => kind === "weight")) {
    const shape = shapes.get(rule.source) ?? [];
    const weight = normFrom(await sumOf(reader, rule), 1);
    const squares = rules.find(({ tensor, kind }) => kind === "gradient" && tensor === rule.tensor);
    if (squares === undefined) {
      found.push({ name: rule.tensor, shape, weight, gradient: null, units: null });
      continue;
    }
    const over = squares.over === null ? 1 : await reader.first(squares.over);
    const units = shape.length < 2 ? null : unitSums(shape);
    const sum = await sumOf(reader, squares, units?.add);
    found.push({ name: rule.tensor, shape, weight, gradient: normFrom(sum, over), units: units?.sums ?? null });
  }
  return found;
}

async function sumOf(
  reader: TensorReader,
  rule: { readonly kind: "weight" | "gradient"; readonly source: string },
  also: (values: Float32Array, start: number) => void = () => {},
): Promise<number> {
  let sum = 0;
  await reader.each(rule.source, (values, start) => {
    sum += sumFor(rule, values);
    also(values, start);
  });
  return sum;
}

/** Sums over all but the first, and all but the second axis. */
function unitSums(shape: readonly number[]): {
  readonly sums: readonly [Float64Array, Float64Array];
  readonly add: (values: Float32Array, start: number) => void;
} {
  const [first = 1, second = 1] = shape;
  const inner = shape.slice(2).reduce((product, extent) => product * extent, 1);
  const sums = [new Float64Array(first), new Float64Array(second)] as const;
  const add = (values: Float32Array, start: number): void => {
    for (let i = 0; i < values.length; i += 1) {
      const row = Math.floor((start + i) / inner);
      const [a, b] = [Math.floor(row / second), row % second];
      const value = values[i] as number;
      sums[0][a] = (sums[0][a] as number) + value;
      sums[1][b] = (sums[1][b] as number) + value;
    }
  };
  return { sums, add };
}

/** A unit's gradient, against that of the middle one: below it, it hardly learns. */
const DEAD = 1 / 100;

/** @param squares of each unit @returns the share that is dead; null where even the middle one has no gradient */
export function deadShare(squares: Float64Array): number | null {
  const sorted = Float64Array.from(squares).sort();
  const middle = sorted[sorted.length >> 1] ?? 0;
  if (squares.length < 2 || !(middle > 0)) return null;
  return sorted.filter((sum) => sum < middle * DEAD ** 2).length / sorted.length;
}
