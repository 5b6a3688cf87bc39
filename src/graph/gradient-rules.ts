/**
 * @file The derivative of every primitive, as a table. A rule gets the adjoint `dy` of a node (∂loss/∂node, the node's
 * shape) and answers ∂loss/∂operand for the operand it is asked about, written in the same primitives, so that a
 * derivative can be derived again. Leaving a primitive out does not compile.
 *
 * `undefined` stands for zero: no gradient passes there, and no node is spent on it.
 */
import { broadcastShapes, type Shape, sameShape } from "../base/shape.ts";
import { type GradientRule, operand } from "./gradient-rule.ts";
import { convAdjoint, convTransposeAdjoint, convWeightAdjoint, matmulAdjoint } from "./gradient-rules-linear.ts";
import { concatAdjoint, padAdjoint, sliceAdjoint, transposeAdjoint } from "./gradient-rules-movement.ts";
import type { BinaryKind, Node, OpKind, UnaryKind } from "./node.ts";
import {
  broadcastTo,
  cast,
  constant,
  cos,
  div,
  equal,
  gather,
  greater,
  log,
  maximum,
  mul,
  neg,
  type Operand,
  pow,
  reshape,
  scatterAdd,
  select,
  sigmoid,
  sign,
  sin,
  sub,
  sumKeep,
} from "./primitives.ts";

/** Undoes broadcasting: sums over the axes that were stretched or added. */
function unbroadcast(dy: Node, shape: Shape): Node {
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
