/** @file Adjoints of what moves elements: each puts them back where they came from. */
import { type GradientRule, operand } from "./gradient-rule.ts";
import type { Node } from "./node.ts";
import { pad, slice, transpose } from "./primitives.ts";

/** Puts every element back where the slice took it; the high pad reaches the end of an unaligned range. */
export const sliceAdjoint: GradientRule<"slice"> = (op, y, dy) => {
  const interior = op.step.map((step) => step - 1);
  const high = operand(y, 0).shape.map((extent, axis) => {
    const taken = ((y.shape[axis] as number) - 1) * (op.step[axis] as number) + 1;
    return extent - (op.start[axis] as number) - taken;
  });
  return pad(dy, op.start, high, interior);
};

export const padAdjoint: GradientRule<"pad"> = (op, y, dy) => {
  const step = op.interior.map((count) => count + 1);
  const end = operand(y, 0).shape.map(
    (extent, axis) => (op.low[axis] as number) + (extent - 1) * (step[axis] as number) + 1,
  );
  return slice(dy, op.low, end, step);
};

export const concatAdjoint: GradientRule<"concat"> = ({ axis }, y, dy, index) => {
  const extent = (node: Node): number => node.shape[axis] as number;
  const start = y.inputs.slice(0, index).reduce((sum, node) => sum + extent(node), 0);
  const end = start + extent(operand(y, index));
  return slice(
    dy,
    dy.shape.map((_, on) => (on === axis ? start : 0)),
    dy.shape.map((total, on) => (on === axis ? end : total)),
  );
};

export const transposeAdjoint: GradientRule<"transpose"> = ({ permutation }, _, dy) =>
  transpose(
    dy,
    permutation.map((_axis, position) => permutation.indexOf(position)),
  );
