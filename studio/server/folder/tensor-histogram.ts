/** @file How a tensor's numbers are spread: two passes over its pieces, the first for the range. */
import { GantryError } from "gantry/base";
import { normRules } from "gantry/store";
import type { HistogramOf, TensorHistogram } from "../../api/index.ts";
import { type TensorReader, withTensors } from "./tensor-file.ts";

export interface HistogramAsked {
  readonly tensor: string;
  readonly of: HistogramOf;
  readonly bins: number;
}

/** @param path of `state.safetensors` @throws E608 for a tensor that it has not, or that has no gradients */
export function histogramOf(path: string, asked: HistogramAsked): Promise<Omit<TensorHistogram, "step">> {
  return withTensors(path, async (reader) => {
    const { tensor, of } = asked;
    const rules = normRules(reader.entries.map(({ name }) => name));
    const rule = rules.find((one) => one.tensor === tensor && one.kind === of);
    if (rule === undefined) {
      const expected = "a tensor of the checkpoint";
      throw new GantryError("E608", { name: "tensor", expected, got: JSON.stringify(tensor).slice(0, 80) });
    }
    const over = rule.over === null ? 1 : (await reader.first(rule.over)) || 1; // 0 before the first update
    const value = of === "weight" ? (x: number): number => x : (x: number): number => Math.sqrt(x / over);
    const shape = reader.entries.find(({ name }) => name === rule.source)?.shape ?? [];
    return { tensor, of, shape, ...(await spreadOf(reader, rule.source, value, asked.bins)) };
  });
}

type Spread = Omit<TensorHistogram, "step" | "tensor" | "of" | "shape">;

async function spreadOf(
  reader: TensorReader,
  source: string,
  value: (x: number) => number,
  bins: number,
): Promise<Spread> {
  let [count, zeros, strange, min, max] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [sum, squares] = [0, 0];
  await reader.each(source, (values) => {
    count += values.length;
    for (let i = 0; i < values.length; i += 1) {
      const x = value(values[i] as number);
      if (!Number.isFinite(x)) {
        strange += 1;
        continue;
      }
      if (x === 0) zeros += 1;
      if (x < min) min = x;
      if (x > max) max = x;
      sum += x;
    }
  });
  const numbers = count - strange;
  if (numbers === 0) return { count, zeros, strange, min: null, max: null, mean: null, std: null, bins: [] };
  const mean = sum / numbers;
  const width = max > min ? (max - min) / bins : 1;
  const counts = new Array<number>(bins).fill(0);
  await reader.each(source, (values) => {
    for (let i = 0; i < values.length; i += 1) {
      const x = value(values[i] as number);
      if (!Number.isFinite(x)) continue;
      squares += (x - mean) ** 2;
      const bin = Math.min(bins - 1, Math.floor((x - min) / width));
      counts[bin] = (counts[bin] as number) + 1;
    }
  });
  return { count, zeros, strange, min, max, mean, std: Math.sqrt(squares / numbers), bins: counts };
}
