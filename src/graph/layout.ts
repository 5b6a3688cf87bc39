/** @file Functions that rearrange: which axes there are, and labels as vectors. */
import { GantryError } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import { tensor } from "../base/tensor.ts";
import type { Node } from "./node.ts";
import { axesOf, cast, constant, equal, reshape, transpose } from "./primitives.ts";

/** Drops axes of extent 1: those given, or all. @throws E112 where an axis given is longer */
export function squeeze(x: Node, axes?: readonly number[]): Node {
  const dropped = axesOf(x, axes).filter((axis) => axes !== undefined || x.shape[axis] === 1);
  const long = dropped.find((axis) => x.shape[axis] !== 1);
  if (long !== undefined) {
    throw new GantryError("E112", {
      where: "squeeze",
      expected: `extent 1 on axis ${long}`,
      got: String(x.shape[long]),
    });
  }
  return withoutAxes(x, dropped);
}

/** x without `axes`, of which each has extent 1. */
export const withoutAxes = (x: Node, axes: readonly number[]): Node =>
  reshape(
    x,
    x.shape.filter((_, axis) => !axes.includes(axis)),
  );

/**
 * Inserts an axis of extent 1 so that it becomes `axis` of the result; negative axes count from the end of the result.
 */
export function expand(x: Node, axis: number): Node {
  const on = axis < 0 ? axis + x.shape.length + 1 : axis;
  return reshape(x, [...x.shape.slice(0, on), 1, ...x.shape.slice(on)]);
}

/** Joins all axes from `from` on: `[N, C, H, W]` → `[N, C·H·W]`. */
export const flatten = (x: Node, from = 1): Node =>
  reshape(x, [...x.shape.slice(0, from), sizeOf(x.shape.slice(from))]);

/** Exchanges two axes. */
export function swapAxes(x: Node, a: number, b: number): Node {
  const [i, j] = [a, b].map((axis) => (axis < 0 ? axis + x.shape.length : axis));
  return transpose(
    x,
    x.shape.map((_, axis) => (axis === i ? (j as number) : axis === j ? (i as number) : axis)),
  );
}

/** @param labels int32 `[I…]`, in [0, classes) @returns float32 `[I…, classes]`: 1 at the label, else 0 */
export function oneHot(labels: Node, classes: number): Node {
  const names = constant(
    tensor(
      "int32",
      [classes],
      Int32Array.from({ length: classes }, (_, label) => label),
    ),
  );
  return cast(equal(expand(labels, -1), names), "float32");
}
