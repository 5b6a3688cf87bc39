/** @file What a checkpoint says of each tensor in a number or two, streamed once and kept while the file is the same. */
import { statSync } from "node:fs";
import { type NormRule, normFrom, normRules, sumFor } from "gantry/store";
import type { UnitGradients } from "./dead-units.ts";
import { stampOf } from "./stamp.ts";
import { type TensorReader, withTensors } from "./tensor-file.ts";

export interface TensorNorms {
  /** With its player: `G.up1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly weight: number;
  /** Null where the optimiser keeps no squares. */
  readonly gradient: number | null;
  /** By its first and by its second axis; null for tensors of fewer than two, and where there are no squares. */
  readonly units: readonly [first: UnitGradients, second: UnitGradients] | null;
}

const MOST_KEPT = 64;

export class StateNorms {
  readonly #kept = new Map<string, Promise<readonly TensorNorms[]>>();

  /** @param path of `state.safetensors` @throws E511, ENOENT */
  async of(path: string): Promise<readonly TensorNorms[]> {
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
    const gradients = squares === undefined ? null : await gradientsOf(reader, squares, shape);
    found.push({ name: rule.tensor, shape, weight, ...(gradients ?? { gradient: null, units: null }) });
  }
  return found;
}

async function gradientsOf(
  reader: TensorReader,
  rule: NormRule,
  shape: readonly number[],
): Promise<Pick<TensorNorms, "gradient" | "units">> {
  const over = rule.over === null ? 1 : await reader.first(rule.over);
  const squares = shape.length < 2 ? null : unitSums(shape, 1);
  const gradient = normFrom(await sumOf(reader, rule, squares?.add), over);
  if (squares === null) return { gradient, units: null };
  const means = await meansOf(reader, rule, shape);
  const unit = (axis: 0 | 1): UnitGradients => ({
    squares: squares.sums[axis].map((sum) => sum / (over || 1)),
    means: means?.[axis] ?? null,
  });
  return { gradient, units: [unit(0), unit(1)] };
}

/** Adam's m and c₁ beside v. With a memory of hardly more than one update it tells nothing that lasts. */
const SHORT_MEMORY = 1.05;

/** Squares of the units' running mean gradients; null where the optimiser keeps none. */
async function meansOf(
  reader: TensorReader,
  { tensor }: NormRule,
  shape: readonly number[],
): Promise<readonly [Float64Array, Float64Array] | null> {
  const dot = tensor.indexOf(".");
  const optimiser = `${tensor.slice(0, dot)}.optimiser`;
  const source = `${optimiser}.gradientSum${tensor.slice(dot)}`;
  const over = await reader.first(`${optimiser}.gradientWeight`);
  if (!(over >= SHORT_MEMORY) || !reader.entries.some(({ name }) => name === source)) return null;
  const means = unitSums(shape, 2);
  await reader.each(source, means.add);
  const scaled = (sums: Float64Array): Float64Array => sums.map((sum) => sum / over ** 2);
  return [scaled(means.sums[0]), scaled(means.sums[1])];
}

async function sumOf(
  reader: TensorReader,
  rule: NormRule,
  also: (values: Float32Array, start: number) => void = () => {},
): Promise<number> {
  let sum = 0;
  await reader.each(rule.source, (values, start) => {
    sum += sumFor(rule, values);
    also(values, start);
  });
  return sum;
}

/** Sums of the values' powers over all but the first, and all but the second axis. */
function unitSums(
  shape: readonly number[],
  power: 1 | 2,
): {
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
      const value = (values[i] as number) ** power;
      sums[0][a] = (sums[0][a] as number) + value;
      sums[1][b] = (sums[1][b] as number) + value;
    }
  };
  return { sums, add };
}
