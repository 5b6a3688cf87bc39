/**
 * @file Rearrangements that undo or follow each other: reshapes, transposes, casts. `stopGradient` goes too: it speaks
 * to `gradient` alone, so passes run after the last derivative is taken.
 */
import { sameShape } from "../../base/shape.ts";
import type { Node, OpOf } from "../node.ts";
import { add, cast, reshape, transpose } from "../primitives.ts";
import { type Pass, passOf } from "./rewrite.ts";
import { isKind, operandOf, pairOf } from "./uniform.ts";

function simplerReshape(node: Node): Node | undefined {
  const x = operandOf(node);
  if (sameShape(x.shape, node.shape)) return x;
  return isKind(x, "reshape") ? reshape(operandOf(x), node.shape) : undefined;
}

/** Whether a permutation keeps the axes longer than 1 in their order, so that no element moves. */
function keepsOrder(permutation: readonly number[], x: Node): boolean {
  const long = permutation.filter((axis) => x.shape[axis] !== 1);
  return long.every((axis, i) => i === 0 || axis > (long[i - 1] as number));
}

function simplerTranspose(node: Node & { readonly op: OpOf<"transpose"> }): Node | undefined {
  const x = operandOf(node);
  const { permutation } = node.op;
  if (keepsOrder(permutation, x)) return reshape(x, node.shape);
  if (!isKind(x, "transpose")) return undefined;
  const inner = x.op.permutation;
  return transpose(
    operandOf(x),
    permutation.map((axis) => inner[axis] as number),
  );
}

/** Only `bool` survives a detour: 0 and 1 are the same in every type. */
function simplerCast(node: Node & { readonly op: OpOf<"cast"> }): Node | undefined {
  const x = operandOf(node);
  if (x.dtype === node.op.to) return x;
  return isKind(x, "cast") && operandOf(x).dtype === "bool" ? cast(operandOf(x), node.op.to) : undefined;
}

/** a and b in one new shape, added: added first, and reshaped once. Gradients of vectors come like this. */
function reshapeSumLate(node: Node): Node | undefined {
  const [a, b] = pairOf(node);
  if (!isKind(a, "reshape") || !isKind(b, "reshape")) return undefined;
  if (!sameShape(operandOf(a).shape, operandOf(b).shape)) return undefined;
  return sameShape(a.shape, b.shape) ? reshape(add(operandOf(a), operandOf(b)), node.shape) : undefined;
}

/** Joins rearrangements, and drops those that change nothing. */
export const joinMovements: Pass = passOf({
  reshape: simplerReshape,
  transpose: simplerTranspose,
  cast: simplerCast,
  stopGradient: operandOf,
  add: reshapeSumLate,
});
