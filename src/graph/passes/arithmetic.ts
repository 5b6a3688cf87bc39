/**
 * @file The algebra of numbers: neutral elements, signs, and constants that meet.
 *
 * Values stay as they are but for rounding and the sign of a zero. x·0 is kept: it is NaN for an x that is not finite,
 * and such an x must show. Signs move outwards, where they meet their like or turn an addition into a subtraction;
 * signs and constants of a product with a stretched factor settle on that factor, which has fewer elements.
 */
import { sizeOf } from "../../base/shape.ts";
import type { Node } from "../node.ts";
import { add, broadcastTo, constant, div, mul, neg, sub } from "../primitives.ts";
import { type Pass, passOf } from "./rewrite.ts";
import { fitted, isKind, operandOf, pairOf, uniformValue } from "./uniform.ts";

const negated = (x: Node): Node | undefined => (isKind(x, "neg") ? operandOf(x) : undefined);

/** x and its constant scalar partner in a node of two operands, in either order. */
function withConstant(node: Node): { readonly x: Node; readonly c: number } | undefined {
  const [a, b] = pairOf(node);
  const [valueA, valueB] = [uniformValue(a), uniformValue(b)];
  if (valueB !== undefined) return { x: a, c: valueB };
  return valueA === undefined ? undefined : { x: b, c: valueA };
}

const isWhole = (operand: Node, result: Node): boolean => sizeOf(operand.shape) === sizeOf(result.shape);

/** A product's factors, when one of them is stretched: what is done to that one is done to fewer elements. */
function smallerFirst(product: Node): { readonly small: Node; readonly large: Node } | undefined {
  const [a, b] = pairOf(product);
  if (isWhole(a, product) === isWhole(b, product)) return undefined;
  return isWhole(a, product) ? { small: b, large: a } : { small: a, large: b };
}

function simplerSum(node: Node): Node | undefined {
  const [a, b] = pairOf(node);
  const known = withConstant(node);
  if (known?.c === 0) return fitted(known.x, node);
  if (known !== undefined && isKind(known.x, "add")) {
    const inner = withConstant(known.x);
    if (inner !== undefined) return fitted(add(inner.x, inner.c + known.c), node);
  }
  if (a === b) return mul(a, 2);
  const [minusA, minusB] = [negated(a), negated(b)];
  if (minusA !== undefined && minusB !== undefined) return neg(add(minusA, minusB));
  if (minusB !== undefined) return sub(a, minusB);
  return minusA === undefined ? undefined : sub(b, minusA);
}

function simplerDifference(node: Node): Node | undefined {
  const [a, b] = pairOf(node);
  if (uniformValue(b) === 0) return fitted(a, node);
  if (uniformValue(a) === 0) return fitted(neg(b), node);
  const [minusA, minusB] = [negated(a), negated(b)];
  if (minusA !== undefined && minusB !== undefined) return sub(minusB, minusA);
  if (minusB !== undefined) return add(a, minusB);
  return minusA === undefined ? undefined : neg(add(minusA, b));
}

function simplerProduct(node: Node): Node | undefined {
  const [a, b] = pairOf(node);
  const known = withConstant(node);
  if (known?.c === 1) return fitted(known.x, node);
  if (known?.c === -1) return fitted(neg(known.x), node);
  if (known !== undefined) return productByConstant(node, known.x, known.c);
  const [minusA, minusB] = [negated(a), negated(b)];
  if (minusA !== undefined && minusB !== undefined) return mul(minusA, minusB);
  if (minusA !== undefined && isWhole(a, node)) return neg(mul(minusA, b));
  return minusB !== undefined && isWhole(b, node) ? neg(mul(a, minusB)) : undefined;
}

/** (x·d)·c → x·(d·c), (−x)·c → x·(−c); else the constant goes to the smaller factor. */
function productByConstant(node: Node, x: Node, c: number): Node | undefined {
  if (isKind(x, "neg")) return fitted(mul(operandOf(x), -c), node);
  if (!isKind(x, "mul")) return undefined;
  const inner = withConstant(x);
  if (inner !== undefined) return fitted(mul(inner.x, inner.c * c), node);
  const factors = smallerFirst(x);
  return factors && fitted(mul(factors.large, mul(factors.small, c)), node);
}

function simplerQuotient(node: Node): Node | undefined {
  const [a, b] = pairOf(node);
  if (uniformValue(b) === 1) return fitted(a, node);
  const [minusA, minusB] = [negated(a), negated(b)];
  if (minusA !== undefined && minusB !== undefined) return div(minusA, minusB);
  if (minusA !== undefined && isWhole(a, node)) return neg(div(minusA, b));
  return minusB !== undefined && isWhole(b, node) ? neg(div(a, minusB)) : undefined;
}

function simplerNegation(node: Node): Node | undefined {
  const x = operandOf(node);
  if (isKind(x, "neg")) return operandOf(x);
  if (isKind(x, "sub")) return sub(...(pairOf(x).toReversed() as [Node, Node]));
  if (!isKind(x, "mul")) return undefined;
  const inner = withConstant(x);
  if (inner !== undefined) return fitted(mul(inner.x, -inner.c), node);
  const factors = smallerFirst(x);
  return factors && mul(factors.large, neg(factors.small));
}

function simplerSelection(node: Node): Node | undefined {
  const [condition, a, b] = node.inputs as readonly [Node, Node, Node];
  const known = uniformValue(condition);
  if (known !== undefined) return fitted(known === 0 ? b : a, node);
  if (a === b) return fitted(a, node);
  const values = [uniformValue(a), uniformValue(b)];
  const same = a.dtype === "float32" && values[0] !== undefined && values[0] === values[1];
  return same ? broadcastTo(constant(values[0] as number), node.shape) : undefined;
}

/** Drops neutral elements, gathers constants, moves signs outwards. */
export const simplifyArithmetic: Pass = passOf({
  add: simplerSum,
  sub: simplerDifference,
  mul: simplerProduct,
  div: simplerQuotient,
  neg: simplerNegation,
  select: simplerSelection,
  pow: (node) => (uniformValue(pairOf(node)[1]) === 1 ? fitted(pairOf(node)[0], node) : undefined),
  maximum: (node) => (pairOf(node)[0] === pairOf(node)[1] ? pairOf(node)[0] : undefined),
  minimum: (node) => (pairOf(node)[0] === pairOf(node)[1] ? pairOf(node)[0] : undefined),
});
