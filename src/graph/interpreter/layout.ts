/** @file Primitives that only move elements: each is a set of positions to read from or write to. */
import { GantryError } from "../../base/error.ts";
import { sizeOf, stridesOf } from "../../base/shape.ts";
import type { Node, OpOf } from "../node.ts";
import { broadcastPositions, emptyFor, positions, type Value } from "./values.ts";

const take = (x: Value, from: Int32Array): Float64Array => Float64Array.from(from, (at) => x.data[at] as number);

export const broadcast = (x: Value, { shape }: Node): Float64Array => take(x, broadcastPositions(x.shape, shape));

export function transpose({ permutation }: OpOf<"transpose">, x: Value, { shape }: Node): Float64Array {
  const strides = stridesOf(x.shape);
  return take(
    x,
    positions(
      shape,
      permutation.map((axis) => strides[axis] as number),
    ),
  );
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * (b[i] as number), 0);
const scaled = (strides: readonly number[], factors: readonly number[]): number[] =>
  strides.map((stride, axis) => stride * (factors[axis] as number));

export function slice({ start, step }: OpOf<"slice">, x: Value, { shape }: Node): Float64Array {
  const strides = stridesOf(x.shape);
  return take(x, positions(shape, scaled(strides, step), dot(start, strides)));
}

export function pad({ low, interior }: OpOf<"pad">, x: Value, { shape }: Node): Float64Array {
  const strides = stridesOf(shape);
  const steps = interior.map((count) => count + 1);
  return put(emptyFor(shape), x, positions(x.shape, scaled(strides, steps), dot(low, strides)));
}

function put(result: Float64Array, x: Value, into: Int32Array): Float64Array {
  into.forEach((at, i) => {
    result[at] = x.data[i] as number;
  });
  return result;
}

export function concat({ axis }: OpOf<"concat">, parts: readonly Value[], { shape }: Node): Float64Array {
  const strides = stridesOf(shape);
  const result = emptyFor(shape);
  let start = 0;
  for (const part of parts) {
    put(result, part, positions(part.shape, strides, start * (strides[axis] as number)));
    start += part.shape[axis] as number;
  }
  return result;
}

/** Calls `visit` with each index's position and its row. @throws E112 for a row outside the table */
function forEachRow(indices: Value, rows: number, visit: (position: number, row: number) => void): void {
  indices.data.forEach((row, position) => {
    if (row < 0 || row >= rows) {
      throw new GantryError("E112", { where: "indices", expected: `rows in [0, ${rows})`, got: String(row) });
    }
    visit(position, row);
  });
}

export function gather(table: Value, indices: Value, { shape }: Node): Float64Array {
  const width = sizeOf(table.shape.slice(1));
  const result = emptyFor(shape);
  forEachRow(indices, table.shape[0] as number, (position, row) =>
    result.set(table.data.subarray(row * width, (row + 1) * width), position * width),
  );
  return result;
}

export function scatterAdd({ rows }: OpOf<"scatterAdd">, values: Value, indices: Value, { shape }: Node): Float64Array {
  const width = sizeOf(shape.slice(1));
  const result = emptyFor(shape);
  forEachRow(indices, rows, (position, row) => {
    for (let i = 0; i < width; i += 1) {
      result[row * width + i] = (result[row * width + i] as number) + (values.data[position * width + i] as number);
    }
  });
  return result;
}
