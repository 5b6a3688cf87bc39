/**
 * @file Matrix products that are less than one: operands read transposed instead of being transposed, an outer product
 * of two vectors as an elementwise one, a product with equal numbers as a sum. The adjoint of a batch of single logits
 * is both of the latter.
 */
import { sameShape } from "../../base/shape.ts";
import type { Node, OpOf } from "../node.ts";
import { broadcastTo, matmul, mul, reshape, sumKeep } from "../primitives.ts";
import { type Pass, passOf } from "./rewrite.ts";
import { isKind, operandOf, pairOf, uniformValue } from "./uniform.ts";

type Product = Node & { readonly op: OpOf<"matmul"> };

/** The operand of a transpose of the last two axes. */
function swapped(x: Node): Node | undefined {
  if (!isKind(x, "transpose")) return undefined;
  const rank = x.shape.length;
  const wanted = x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
  return sameShape(x.op.permutation, wanted) ? operandOf(x) : undefined;
}

function readTransposed(node: Product): Node | undefined {
  const [a, b] = pairOf(node);
  const [plainA, plainB] = [swapped(a), swapped(b)];
  if (plainA === undefined && plainB === undefined) return undefined;
  return matmul(plainA ?? a, plainB ?? b, {
    transposeA: node.op.transposeA !== (plainA !== undefined),
    transposeB: node.op.transposeB !== (plainB !== undefined),
  });
}

/** `[…, n, 1]·[…, 1, m]`; with an extent of 1, transposing is reshaping. */
function outerProduct(node: Product): Node | undefined {
  const [a, b] = pairOf(node);
  if (a.shape.at(node.op.transposeA ? -2 : -1) !== 1) return undefined;
  const [batch, [n, m]] = [node.shape.slice(0, -2), node.shape.slice(-2) as [number, number]];
  return mul(reshape(a, [...batch, n, 1]), reshape(b, [...batch, 1, m]));
}

/** c·Σ over the inner axis of the other operand, the same in each row (or column). */
function productWithUniform(node: Product): Node | undefined {
  const [a, b] = pairOf(node);
  const { transposeA, transposeB } = node.op;
  const [batch, [n, m]] = [node.shape.slice(0, -2), node.shape.slice(-2) as [number, number]];
  const [valueA, valueB] = [uniformValue(a), uniformValue(b)];
  if (valueA !== undefined) {
    const columns = reshape(sumKeep(b, [transposeB ? -1 : -2]), [...batch, 1, m]);
    return broadcastTo(mul(columns, valueA), node.shape);
  }
  if (valueB === undefined) return undefined;
  const rows = reshape(sumKeep(a, [transposeA ? -2 : -1]), [...batch, n, 1]);
  return broadcastTo(mul(rows, valueB), node.shape);
}

/** Replaces matrix products by less where they are less. */
export const reduceProducts: Pass = passOf({
  matmul: (node) => readTransposed(node) ?? outerProduct(node) ?? productWithUniform(node),
});
