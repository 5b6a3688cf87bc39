/** @file Adjoints of products and convolutions, which are products and convolutions. */
import { type GradientRule, operand } from "./gradient-rule.ts";
import type { Node, OpOf } from "./node.ts";
import { conv, convTranspose, convWeight, matmul } from "./primitives.ts";

export const matmulAdjoint: GradientRule<"matmul"> = ({ transposeA, transposeB }, y, dy, index) => {
  const [a, b] = [operand(y, 0), operand(y, 1)];
  if (index === 0) {
    return transposeA
      ? matmul(b, dy, { transposeA: transposeB, transposeB: true })
      : matmul(dy, b, { transposeB: !transposeB });
  }
  return transposeB
    ? matmul(dy, a, { transposeA: true, transposeB: transposeA })
    : matmul(a, dy, { transposeA: !transposeA });
};

const imageSize = ({ shape }: Node): [number, number] => [shape[2] as number, shape[3] as number];

/**
 * The three siblings: ⟨conv(x, w), y⟩ = ⟨x, convTranspose(y, w)⟩ = ⟨w, convWeight(x, y)⟩ is linear in each of x, w, y.
 */
export const convAdjoint: GradientRule<"conv"> = (op, y, dy, index) => {
  const [x, w] = [operand(y, 0), operand(y, 1)];
  return index === 0
    ? convTranspose(dy, w, { ...geometryOf(op), size: imageSize(x) })
    : convWeight(x, dy, { ...geometryOf(op), kernel: imageSize(w) });
};

export const convTransposeAdjoint: GradientRule<"convTranspose"> = (op, x, dx, index) => {
  const [y, w] = [operand(x, 0), operand(x, 1)];
  return index === 0 ? conv(dx, w, geometryOf(op)) : convWeight(dx, y, { ...geometryOf(op), kernel: imageSize(w) });
};

export const convWeightAdjoint: GradientRule<"convWeight"> = (op, w, dw, index) => {
  const [x, y] = [operand(w, 0), operand(w, 1)];
  return index === 0 ? convTranspose(y, dw, { ...geometryOf(op), size: imageSize(x) }) : conv(x, dw, geometryOf(op));
};

const geometryOf = ({ stride, padding, dilation }: OpOf<"conv" | "convTranspose" | "convWeight">) => ({
  stride,
  padding,
  dilation,
});
