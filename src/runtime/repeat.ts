/** @file Several runs in a row, one by one: for runtimes and programs that cannot take them in one call. */
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Tensors } from "./runtime.ts";

/**
 * @param run runs a program once @param inputs each with `count` in front of its shape
 * @returns the outputs, each with `count` in front of its shape
 */
export async function runOneByOne(
  run: (inputs: Tensors) => Promise<Record<string, Tensor>>,
  inputs: Tensors,
  count: number,
): Promise<Record<string, Tensor>> {
  const results: Record<string, Tensor>[] = [];
  for (let i = 0; i < count; i += 1) results.push(await run(mapped(inputs, (tensor) => elementOf(tensor, i))));
  return mapped(results[0] as Tensors, (_, name) => stackedOf(results.map((result) => result[name] as Tensor)));
}

const mapped = (tensors: Tensors, change: (tensor: Tensor, name: string) => Tensor): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));

/** Element `index` of the first axis; a view. */
function elementOf({ dtype, shape, data }: Tensor, index: number): Tensor {
  const inner = shape.slice(1);
  const size = sizeOf(inner);
  return { dtype, shape: inner, data: data.subarray(index * size, (index + 1) * size) } as Tensor;
}

function stackedOf(tensors: readonly Tensor[]): Tensor {
  const { dtype, shape, data: first } = tensors[0] as Tensor;
  const data = new (first.constructor as new (size: number) => Float32Array)(tensors.length * first.length);
  tensors.forEach((tensor, i) => {
    data.set(tensor.data as Float32Array, i * first.length);
  });
  return { dtype, shape: [tensors.length, ...shape], data } as Tensor;
}
