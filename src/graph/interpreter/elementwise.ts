/** @file Elementwise primitives and reductions, as plain loops. */
import { stridesOf } from "../../base/shape.ts";
import type { BinaryKind, ComparisonKind, Node, OpOf, UnaryKind } from "../node.ts";
import { broadcastPositions, emptyFor, positions, type Value } from "./values.ts";

const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

const unaryFunctions: { readonly [K in UnaryKind]: (x: number) => number } = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  sigmoid,
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

const pairFunctions: { readonly [K in BinaryKind | ComparisonKind]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  pow: (a, b) => a ** b,
  greater: (a, b) => (a > b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};

export const map = (x: Value, apply: (x: number) => number): Float64Array => x.data.map((value) => apply(value));

export const unary = (op: { readonly kind: UnaryKind }, x: Value): Float64Array => map(x, unaryFunctions[op.kind]);

export function pairwise(
  op: { readonly kind: BinaryKind | ComparisonKind },
  a: Value,
  b: Value,
  { shape }: Node,
): Float64Array {
  const [fromA, fromB] = [broadcastPositions(a.shape, shape), broadcastPositions(b.shape, shape)];
  const apply = pairFunctions[op.kind];
  return emptyFor(shape).map((_, i) =>
    apply(a.data[fromA[i] as number] as number, b.data[fromB[i] as number] as number),
  );
}

export function select(condition: Value, a: Value, b: Value, { shape }: Node): Float64Array {
  const test = broadcastPositions(condition.shape, shape);
  const [fromA, fromB] = [broadcastPositions(a.shape, shape), broadcastPositions(b.shape, shape)];
  return emptyFor(shape).map((_, i) => {
    const holds = condition.data[test[i] as number] !== 0;
    return (holds ? a.data[fromA[i] as number] : b.data[fromB[i] as number]) as number;
  });
}

export function cast(op: OpOf<"cast">, x: Value): Float64Array {
  if (op.to === "bool") return map(x, (value) => (value === 0 ? 0 : 1));
  if (op.to === "float32" || op.to === "float16") return x.data;
  return map(x, op.to === "int32" ? Math.trunc : (value) => Math.trunc(value) & 255);
}

/** Folds every element of x into the element it is reduced to. */
function reduce(
  x: Value,
  { shape }: Node,
  first: number,
  fold: (total: number, value: number) => number,
): Float64Array {
  const strides = stridesOf(shape);
  const into = positions(
    x.shape,
    shape.map((extent, axis) => (extent === 1 ? 0 : (strides[axis] as number))),
  );
  const result = emptyFor(shape).fill(first);
  x.data.forEach((value, i) => {
    const target = into[i] as number;
    result[target] = fold(result[target] as number, value);
  });
  return result;
}

export const sum = (x: Value, node: Node): Float64Array => reduce(x, node, 0, (total, value) => total + value);
export const max = (x: Value, node: Node): Float64Array => reduce(x, node, Number.NEGATIVE_INFINITY, Math.max);
