/** @file Weights by formula for the feature networks, as scripts/golden/{inception,squeezenet}.py make them. */
import { type Shape, sizeOf } from "../src/base/shape.ts";
import type { Tensor } from "../src/base/tensor.ts";
import type { Node } from "../src/graph/node.ts";
import type { Network } from "../src/models/scope.ts";
import { collectNetwork } from "../src/models/trace.ts";
import { between } from "./hashed.ts";

/** From where to where the numbers of one tensor are spread. */
function rangeOf(name: string, shape: Shape): readonly [low: number, high: number] {
  const around = (bound: number): [number, number] => [-bound, bound];
  if (name.endsWith("conv.weight")) return around(Math.sqrt(6 / sizeOf(shape.slice(1))));
  if (name.endsWith("kernel")) return around(Math.sqrt(6 / sizeOf(shape.slice(0, 3))));
  if (name === "fc.weight") return around(24 / (shape[1] as number) ** 0.5);
  return name.endsWith("bn.weight") || name.endsWith("running_var") ? [0.75, 1.25] : around(0.1);
}

/** Every parameter that a network asks for. */
export function randomWeights(network: Network, inputs: readonly Node[]): Map<string, Tensor<"float32">> {
  const { parameters } = collectNetwork(network, inputs);
  return new Map(parameters.map(({ name, shape }) => [name, between(name, shape, ...rangeOf(name, shape))]));
}

/** Rows of features or probabilities, as a golden file holds them: each row's products with some fixed vectors. */
export function projected(
  rows: ArrayLike<number>,
  columns: number,
  count: number,
  name: "projection" | "columns",
): number[] {
  const vectors = between(name, [count, columns], -1, 1).data;
  return Array.from({ length: (rows.length / columns) * count }, (_, place) => {
    const [row, vector] = [Math.floor(place / count) * columns, (place % count) * columns];
    let sum = 0;
    for (let i = 0; i < columns; i += 1) sum += (rows[row + i] as number) * (vectors[vector + i] as number);
    return sum;
  });
}
