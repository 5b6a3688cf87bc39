/**
 * @file Which nodes of a program are computed in float16.
 *
 * **Products** (of matrices, and the three convolutions) are, for they are nearly all of the arithmetic, with two
 * exceptions. Devices add up float16 products in float16 (ONNX Runtime's WebGPU kernels do), so one whose sums have more
 * than 2¹¹ terms stays float32: 2¹¹ equal terms still add up exactly, the next is half a unit of their sum and is lost.
 * And a product with a vector (logits, and what comes back from them) is little arithmetic, and stays float32.
 *
 * **What accumulates or needs a wide range** is float32: sums (so statistics, losses, norms), exp, log, roots, quotients,
 * and with them the optimiser and the state.
 *
 * **Between two products** that are float16 what is harmless stays so, and no cast is needed: moves, signs, (leaky)
 * ReLU and its derivative, additions, a bias. Moves before a product, as of a weight, are made in float16 as well, where
 * nothing else reads them. A square or any other product of two values of unknown size is float32: small ones would
 * be lost.
 */
import { sizeOf } from "../../base/shape.ts";
import type { Node, OpKind, OpOf } from "../node.ts";
import { isKind, operandOf, pairOf, uniformValue } from "./uniform.ts";

/** Most terms in a sum that is made in float16: it has 11 bits. */
export const MOST_TERMS: number = 2 ** 11;
/** An operand of a quarter of the result's elements, or fewer, as a bias is, costs little to cast. */
const SMALL_SHARE = 4;
/** Factors that move a number's size by this much at most, up or down, leave it in range. */
const MODEST_FACTOR = 2 ** 6;

/** Rounding before them and after them gives the same (of leaky ReLU: but for one more rounding). */
const moves: ReadonlySet<OpKind> = new Set<OpKind>([
  "reshape",
  "transpose",
  "pad",
  "broadcast",
  "gather",
  "neg",
  "leakyRelu",
]);
/** Computed in float16 between what is. */
const harmless: ReadonlySet<OpKind> = new Set<OpKind>([
  ...moves,
  "slice",
  "concat",
  "abs",
  "select",
  "add",
  "sub",
  "mul",
  "maximum",
  "minimum",
]);

const isFloat = ({ dtype }: Node): boolean => dtype === "float32";
const extent = ({ shape }: Node, axis: number): number => shape.at(axis) as number;

/** Rows, columns, and terms of the sums of a product, as one of matrices; `undefined` for other primitives. */
function productExtents(node: Node): readonly [number, number, number] | undefined {
  const { op } = node;
  const [a, b] = pairOf(node);
  switch (op.kind) {
    case "matmul":
      return [extent(node, -2), extent(node, -1), extent(a, op.transposeA ? -2 : -1)];
    case "conv":
      return [sizeOf(node.shape) / extent(node, 1), extent(node, 1), sizeOf(b.shape.slice(1))];
    case "convTranspose":
      return [sizeOf(node.shape) / extent(node, 1), extent(node, 1), termsOf(op, b)];
    case "convWeight":
      return [extent(node, 0), sizeOf(node.shape.slice(1)), sizeOf(b.shape) / extent(b, 1)];
    default:
      return undefined;
  }
}

/** A pixel meets each tap of the kernel that falls on a multiple of the stride. */
function termsOf({ stride }: OpOf<"convTranspose">, w: Node): number {
  return extent(w, 0) * Math.ceil(extent(w, 2) / stride[0]) * Math.ceil(extent(w, 3) / stride[1]);
}

export function isHalfProduct(node: Node): boolean {
  const extents = productExtents(node);
  return extents !== undefined && extents[2] <= MOST_TERMS && Math.min(...extents) > 1;
}

/** The operands that have elements worth counting; indices and conditions are none of them. */
const largeOperands = (node: Node): readonly Node[] =>
  node.inputs.filter((operand) => isFloat(operand) && sizeOf(operand.shape) * SMALL_SHARE > sizeOf(node.shape));

/** Whether every element is known to lie in [0, 1]: a condition as a number, and what a slope makes of it. */
function isShare(node: Node): boolean {
  if (isKind(node, "cast")) return operandOf(node).dtype === "bool";
  if (isKind(node, "maximum") || isKind(node, "minimum") || isKind(node, "mul")) return pairOf(node).every(isShare);
  const value = uniformValue(node);
  return value !== undefined && value >= 0 && value <= 1;
}

function isModest(node: Node): boolean {
  const size = Math.abs(uniformValue(node) ?? 0);
  return isShare(node) || (size >= 1 / MODEST_FACTOR && size <= MODEST_FACTOR);
}

/** The nodes that hang together in float16 if they are computed in it: each stands on such, and one is a product. */
function possibleHalves(order: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of order) {
    if (isHalfProduct(node) || (isKind(node, "cast") && isFloat(node) && isShare(node))) found.add(node);
    if (!harmless.has(node.op.kind) || !isFloat(node)) continue;
    if (isKind(node, "mul") && !pairOf(node).some(isModest)) continue;
    const large = largeOperands(node).filter((operand) => uniformValue(operand) === undefined);
    if (large.length > 0 && large.every((operand) => found.has(operand))) found.add(node);
  }
  return found;
}

/** A product that nothing else reads, and its bias: one kernel computes both. */
function isBiasedProduct(node: Node, users: ReadonlyMap<Node, readonly Node[]>): boolean {
  if (!isKind(node, "add")) return false;
  const [product, ...others] = largeOperands(node);
  return product !== undefined && others.length === 0 && isHalfProduct(product) && users.get(product)?.length === 1;
}

/** Who reads each node; a result is read by itself, that is, from outside. */
function usersOf(order: readonly Node[], results: readonly Node[]): ReadonlyMap<Node, readonly Node[]> {
  const users = new Map<Node, Node[]>(order.map((node) => [node, []]));
  for (const node of order) for (const operand of new Set(node.inputs)) users.get(operand)?.push(node);
  for (const result of results) users.get(result)?.push(result);
  return users;
}

/** @param order the nodes below `results`, operands first */
export function halfNodes(order: readonly Node[], results: readonly Node[]): ReadonlySet<Node> {
  const users = usersOf(order, results);
  const possible = possibleHalves(order);
  const halves = new Set<Node>();
  const isRead = (node: Node, by: "some" | "every"): boolean => {
    const readers = users.get(node) ?? [];
    return by === "some" ? readers.some((user) => halves.has(user)) : readers.every((user) => halves.has(user));
  };
  for (const node of order.toReversed()) {
    const between = possible.has(node) && isRead(node, "some");
    const before = moves.has(node.op.kind) && isFloat(node) && isRead(node, "every");
    if (isHalfProduct(node) || between || before || isBiasedProduct(node, users)) halves.add(node);
  }
  return halves;
}
