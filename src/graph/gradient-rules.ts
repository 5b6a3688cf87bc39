/**
 * @file The derivative of every primitive, as a table. A rule gets the adjoint `dy` of a node (∂loss/∂node, the node's
 * shape) and answers ∂loss/∂operand for the operand it is asked about, written in the same primitives, so that a
 * derivative can be derived again. Leaving a primitive out does not compile.
 *
 * `undefined` stands for zero: no gradient passes there, and no node is spent on it.
 */
import { broadcastShapes, type Shape, sameShape } from "../base/shape.ts";
import type { BinaryKind, Node, OpKind, OpOf, UnaryKind } from "./node.ts";
import {
  broadcastTo,
  cast,
  constant,
  conv,
  convTranspose,
  convWeight,
  cos,
  div,
  equal,
  gather,
  greater,
  log,
  matmul,
  maximum,
  mul,
  neg,
  type Operand,
  pad,
  pow,
  reshape,
  scatterAdd,
  select,
  sigmoid,
  sign,
  sin,
  slice,
  sub,
  sumKeep,
  transpose,
} from "./primitives.ts";

/** @param y the node, with its operands @param dy its adjoint @param index which operand is asked about */
export type GradientRule<K extends OpKind> = (op: OpOf<K>, y: Node, dy: Node, index: number) => Node | undefined;

const operand = (y: Node, index: number): Node => y.inputs[index] as Node;

/** Undoes broadcasting: sums over the axes that were stretched or added. */
export function unbroadcast(dy: Node, shape: Shape): Node {
  const added = dy.shape.length - shape.length;
  const axes = dy.shape.flatMap((extent, axis) =>
    axis < added || (extent !== 1 && shape[axis - added] === 1) ? [axis] : [],
  );
  return reshape(sumKeep(dy, axes), shape);
}

const scalarOf = ({ op, shape }: Node): number | undefined =>
  op.kind === "constant" && shape.length === 0 ? op.value.data[0] : undefined;

/** dy · factor, without a node for a factor of one: the adjoint of the loss itself is the constant 1. */
function scaled(dy: Node, factor: Operand): Node {
  if (scalarOf(dy) === 1) return typeof factor === "number" ? constant(factor) : factor;
  return mul(dy, factor);
}

/** ∂loss/∂x of a product: where the other factor is no larger than x, summing first makes the product smaller. */
function productAdjoint(dy: Node, x: Node, other: Node): Node {
  const small =
    other.shape.length <= x.shape.length && sameShape(broadcastShapes("mul", x.shape, other.shape), x.shape);
  return small ? scaled(unbroadcast(dy, x.shape), other) : unbroadcast(scaled(dy, other), x.shape);
}

/** A square hands its operand 2x·dy once, rather than x·dy twice. */
const mulAdjoint: GradientRule<"mul"> = (_, y, dy, index) => {
  const [x, other] = [operand(y, index), operand(y, 1 - index)];
  if (x !== other) return productAdjoint(dy, x, other);
  return index === 0 ? scaled(scaled(dy, 2), x) : undefined;
};

const elementwise =
  (rule: (x: Node, y: Node, dy: Node) => Node): GradientRule<UnaryKind> =>
  (_, y, dy) =>
    rule(operand(y, 0), y, dy);

const pairwise =
  (...rules: readonly [GradientRule<BinaryKind>, GradientRule<BinaryKind>]): GradientRule<BinaryKind> =>
  (op, y, dy, index) => {
    const adjoint = rules[index === 0 ? 0 : 1](op, y, dy, index);
    return adjoint && unbroadcast(adjoint, operand(y, index).shape);
  };

const none = (): undefined => undefined;

/** b·aᵇ⁻¹; a constant exponent is computed here. */
function powerSlope(a: Node, b: Node): Node {
  const exponent = scalarOf(b);
  if (exponent === undefined) return mul(b, pow(a, sub(b, 1)));
  if (exponent === 2) return mul(a, 2);
  return mul(exponent === 1 ? 1 : pow(a, exponent - 1), exponent);
}

/**
 * 1 for x > 0, else `slope`. As a factor it is computed once for derivatives of all orders, and it is cheaper than a
 * `select` between two products: ONNX Runtime's `Where` costs as much as three multiplications.
 */
function leakySlope(x: Node, slope: number): Node {
  const positive = cast(greater(x, 0), "float32");
  if (slope === 0) return positive;
  return slope > 0 && slope < 1 ? maximum(positive, slope) : select(greater(x, 0), 1, slope);
}

/** Ties share: dy over the number of maxima, where x is one. */
const maxAdjoint: GradientRule<"max"> = (op, y, dy) => {
  const isMaximum = cast(equal(operand(y, 0), y), "float32");
  return mul(isMaximum, div(dy, sumKeep(isMaximum, op.axes)));
};

/** Puts every element back where the slice took it; the high pad reaches the end of an unaligned range. */
const sliceAdjoint: GradientRule<"slice"> = (op, y, dy) => {
  const interior = op.step.map((step) => step - 1);
  const high = operand(y, 0).shape.map((extent, axis) => {
    const taken = ((y.shape[axis] as number) - 1) * (op.step[axis] as number) + 1;
    return extent - (op.start[axis] as number) - taken;
  });
  return pad(dy, op.start, high, interior);
};

const padAdjoint: GradientRule<"pad"> = (op, y, dy) => {
  const step = op.interior.map((count) => count + 1);
  const end = operand(y, 0).shape.map(
    (extent, axis) => (op.low[axis] as number) + (extent - 1) * (step[axis] as number) + 1,
  );
  return slice(dy, op.low, end, step);
};

const concatAdjoint: GradientRule<"concat"> = ({ axis }, y, dy, index) => {
  const extent = (node: Node): number => node.shape[axis] as number;
  const start = y.inputs.slice(0, index).reduce((sum, node) => sum + extent(node), 0);
  const end = start + extent(operand(y, index));
  return slice(
    dy,
    dy.shape.map((_, on) => (on === axis ? start : 0)),
    dy.shape.map((total, on) => (on === axis ? end : total)),
  );
};

const transposeAdjoint: GradientRule<"transpose"> = ({ permutation }, _, dy) =>
  transpose(
    dy,
    permutation.map((_axis, position) => permutation.indexOf(position)),
  );

const matmulAdjoint: GradientRule<"matmul"> = ({ transposeA, transposeB }, y, dy, index) => {
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

/** The three siblings: ⟨conv(x, w), y⟩ = ⟨x, convTranspose(y, w)⟩ = ⟨w, convWeight(x, y)⟩ is linear in each of x, w, y. */
const convAdjoint: GradientRule<"conv"> = (op, y, dy, index) => {
  const [x, w] = [operand(y, 0), operand(y, 1)];
  return index === 0
    ? convTranspose(dy, w, { ...geometryOf(op), size: imageSize(x) })
    : convWeight(x, dy, { ...geometryOf(op), kernel: imageSize(w) });
};

const convTransposeAdjoint: GradientRule<"convTranspose"> = (op, x, dx, index) => {
  const [y, w] = [operand(x, 0), operand(x, 1)];
  return index === 0 ? conv(dx, w, geometryOf(op)) : convWeight(dx, y, { ...geometryOf(op), kernel: imageSize(w) });
};

const convWeightAdjoint: GradientRule<"convWeight"> = (op, w, dw, index) => {
  const [x, y] = [operand(w, 0), operand(w, 1)];
  return index === 0 ? convTranspose(y, dw, { ...geometryOf(op), size: imageSize(x) }) : conv(x, dw, geometryOf(op));
};

const geometryOf = ({ stride, padding, dilation }: OpOf<"conv" | "convTranspose" | "convWeight">) => ({
  stride,
  padding,
  dilation,
});

export const gradientRules: { readonly [K in OpKind]: GradientRule<K> } = {
  input: none,
  constant: none,
  stopGradient: none,
  greater: none,
  equal: none,
  sign: none,
  floor: none,
  neg: elementwise((_, __, dy) => neg(dy)),
  abs: elementwise((x, _, dy) => scaled(dy, sign(x))),
  exp: elementwise((_, y, dy) => scaled(dy, y)),
  log: elementwise((x, _, dy) => div(dy, x)),
  sqrt: elementwise((_, y, dy) => div(scaled(dy, 0.5), y)),
  sin: elementwise((x, _, dy) => scaled(dy, cos(x))),
  cos: elementwise((x, _, dy) => neg(scaled(dy, sin(x)))),
  tanh: elementwise((_, y, dy) => scaled(dy, sub(1, mul(y, y)))),
  sigmoid: elementwise((_, y, dy) => scaled(dy, mul(y, sub(1, y)))),
  softplus: elementwise((x, _, dy) => scaled(dy, sigmoid(x))),
  leakyRelu: ({ slope }, y, dy) => scaled(dy, leakySlope(operand(y, 0), slope)),
  add: pairwise(
    (_, __, dy) => dy,
    (_, __, dy) => dy,
  ),
  sub: (_, y, dy, index) => {
    const adjoint = unbroadcast(dy, operand(y, index).shape);
    return index === 0 ? adjoint : neg(adjoint);
  },
  mul: mulAdjoint,
  div: pairwise(
    (_, y, dy) => div(dy, operand(y, 1)),
    (_, y, dy) => neg(mul(div(dy, operand(y, 1)), y)),
  ),
  pow: pairwise(
    (_, y, dy) => scaled(dy, powerSlope(operand(y, 0), operand(y, 1))),
    (_, y, dy) => scaled(dy, mul(y, log(operand(y, 0)))),
  ),
  maximum: pairwise(
    (_, y, dy) => select(greater(operand(y, 1), operand(y, 0)), 0, dy),
    (_, y, dy) => select(greater(operand(y, 1), operand(y, 0)), dy, 0),
  ),
  minimum: pairwise(
    (_, y, dy) => select(greater(operand(y, 0), operand(y, 1)), 0, dy),
    (_, y, dy) => select(greater(operand(y, 0), operand(y, 1)), dy, 0),
  ),
  select: (_, y, dy, index) => {
    const condition = operand(y, 0);
    if (index === 0) return undefined;
    return unbroadcast(index === 1 ? select(condition, dy, 0) : select(condition, 0, dy), operand(y, index).shape);
  },
  cast: (_, y, dy) => (operand(y, 0).dtype === y.dtype ? dy : undefined),
  sum: (_, y, dy) => broadcastTo(dy, operand(y, 0).shape),
  max: maxAdjoint,
  broadcast: (_, y, dy) => unbroadcast(dy, operand(y, 0).shape),
  reshape: (_, y, dy) => reshape(dy, operand(y, 0).shape),
  transpose: transposeAdjoint,
  concat: concatAdjoint,
  slice: sliceAdjoint,
  pad: padAdjoint,
  gather: (_, y, dy, index) =>
    index === 0 ? scatterAdd(dy, operand(y, 1), operand(y, 0).shape[0] as number) : undefined,
  scatterAdd: (_, y, dy, index) => (index === 0 ? gather(dy, operand(y, 1)) : undefined),
  matmul: matmulAdjoint,
  conv: convAdjoint,
  convTranspose: convTransposeAdjoint,
  convWeight: convWeightAdjoint,
};
