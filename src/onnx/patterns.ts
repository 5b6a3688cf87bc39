/**
 * @file Patterns of several primitives that ONNX has one operator for.
 *
 *   matmul(a, b) + bias[n], or + c[m, n]              → Gemm with C
 *   conv(x, w) + bias[1,C,1,1]                        → Conv with B
 *   select(x > 0, x, α·(exp(min(x, 0)) − 1))          → Elu
 *   reshape(sum(x)) that only drops the axes summed   → ReduceSum without them
 *   slices that tile a vector                         → one Split
 *
 * A product, convolution or sum is absorbed only where it has no other use, so nothing is computed twice.
 */
import { sameShape, sizeOf } from "../base/shape.ts";
import type { Node, OpKind, OpOf } from "../graph/node.ts";
import { gemmAttributes, type LoweringContext, lowerNode, lowerSum } from "./lowering.ts";

/** How often each node is an operand or a result. */
export function useCounts(order: readonly Node[], results: readonly Node[]): ReadonlyMap<Node, number> {
  const counts = new Map<Node, number>();
  for (const node of [...order.flatMap(({ inputs }) => inputs), ...results])
    counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}

/** Several nodes as one: which primitive it is for the most part, what it stands on, and how it is written. */
export interface Match {
  readonly kind: OpKind;
  readonly operands: readonly Node[];
  readonly lower: (context: LoweringContext) => string;
}

/** What ends at `node`, if it is a pattern. */
export const matchAt = (node: Node, uses: ReadonlyMap<Node, number>): Match | null =>
  biasedProduct(node, uses) ?? exponentialUnit(node) ?? squeezedSum(node, uses);

const is = <K extends OpKind>(node: Node | undefined, kind: K): node is Node & { readonly op: OpOf<K> } =>
  node?.op.kind === kind;

/** The number a scalar constant holds. */
const numberOf = (node: Node | undefined): number | undefined =>
  is(node, "constant") && node.shape.length === 0 ? (node.op.value.data[0] as number) : undefined;

/** `product + bias`, in either order. */
function biasedProduct(node: Node, uses: ReadonlyMap<Node, number>): Match | null {
  if (node.op.kind !== "add") return null;
  const [a, b] = node.inputs as readonly [Node, Node];
  for (const [product, bias] of [
    [a, b],
    [b, a],
  ] as const) {
    if (uses.get(product) === 1 && isBiasOf(bias, product)) return withBias(product, flatSource(bias, product));
  }
  return null;
}

function withBias(product: Node, bias: Node): Match {
  const operands = [...product.inputs, bias];
  const lower = (context: LoweringContext): string => {
    const [left, right, given] = context.operands as [string, string, string];
    const { model } = context;
    if (is(product, "matmul")) return model.node("Gemm", [left, right, given], gemmAttributes(product.op));
    const flat = bias.shape.length === 1 ? given : model.node("Reshape", [given, model.int64([-1])]);
    return lowerNode(product, { ...context, operands: [left, right, flat] });
  };
  return { kind: product.op.kind, operands, lower };
}

/** A bias often is a vector that was reshaped to broadcast; ONNX wants the vector, of one element a column or channel. */
function flatSource(bias: Node, product: Node): Node {
  const source = bias.inputs[0];
  const flat = source?.shape.length === 1 && source.shape[0] === product.shape[1];
  return bias.op.kind === "reshape" && flat ? source : bias;
}

function isBiasOf(bias: Node, product: Node): boolean {
  if (product.op.kind === "matmul") {
    const [rows, columns] = product.shape as readonly [number, number];
    if (product.shape.length !== 2 || bias.shape.length > 2 || bias.shape.at(-1) !== columns) return false;
    return sizeOf(bias.shape) === columns || sizeOf(bias.shape) === rows * columns;
  }
  if (product.op.kind === "conv" || product.op.kind === "convTranspose") {
    const channels = product.shape[1] as number;
    return sizeOf(bias.shape) === channels && bias.shape.at(-3) === channels;
  }
  return false;
}

/** ELU of x, as `graph/elementwise.ts` writes it: x where that is above 0, else α·(eˣ − 1). */
export function exponentialUnitOf(node: Node): { readonly x: Node; readonly alpha: number } | undefined {
  if (!is(node, "select")) return undefined;
  const [condition, x, below] = node.inputs as readonly [Node, Node, Node];
  const [tested, zero] = condition.inputs;
  const scaled = is(below, "mul") && numberOf(below.inputs[1]) !== undefined;
  const [lessOne, alpha] = scaled ? [below.inputs[0], numberOf(below.inputs[1]) as number] : [below, 1];
  const matches =
    is(condition, "greater") &&
    tested === x &&
    numberOf(zero) === 0 &&
    is(lessOne, "sub") &&
    numberOf(lessOne.inputs[1]) === 1 &&
    isExpBelowZero(lessOne.inputs[0], x) &&
    sameShape(node.shape, x.shape);
  return matches ? { x, alpha } : undefined;
}

function exponentialUnit(node: Node): Match | null {
  const unit = exponentialUnitOf(node);
  if (unit === undefined) return null;
  const alpha = { float: unit.alpha };
  return { kind: "select", operands: [unit.x], lower: ({ model, operands }) => model.node("Elu", operands, { alpha }) };
}

/** `exp(min(x, 0))`: 1 where x > 0. */
export const isExpBelowZero = (node: Node | undefined, x: Node): boolean => {
  const bounded = is(node, "exp") ? node.inputs[0] : undefined;
  return is(bounded, "minimum") && bounded.inputs[0] === x && numberOf(bounded.inputs[1]) === 0;
};

/** ONNX drops the axes itself; also others of extent 1, which a sum may as well go over. */
function squeezedSum(node: Node, uses: ReadonlyMap<Node, number>): Match | null {
  const total = node.inputs[0];
  if (!is(node, "reshape") || !is(total, "sum") || uses.get(total) !== 1) return null;
  const { axes } = total.op;
  const units = total.shape.flatMap((extent, axis) => (extent === 1 && !axes.includes(axis) ? [axis] : []));
  const dropped = [axes, [...axes, ...units].sort((a, b) => a - b)].find((some) =>
    sameShape(
      total.shape.filter((_, axis) => !some.includes(axis)),
      node.shape,
    ),
  );
  if (dropped === undefined) return null;
  const [x] = total.inputs as readonly [Node];
  return { kind: "sum", operands: [x], lower: (context) => lowerSum(x, dropped, false, context) };
}

/** Views that together tile one vector from end to end, in order. */
export interface Tiling {
  readonly vector: Node;
  readonly views: readonly Node[];
}

/** Finds, for each vector, the slices that tile it. */
export function tilings(order: readonly Node[]): Tiling[] {
  const byVector = new Map<Node, Node[]>();
  for (const node of order) {
    if (node.op.kind !== "slice" || node.shape.length !== 1 || node.op.step[0] !== 1) continue;
    const vector = node.inputs[0] as Node;
    byVector.set(vector, [...(byVector.get(vector) ?? []), node]);
  }
  const startOf = (view: Node): number => (view.op.kind === "slice" ? (view.op.start[0] as number) : 0);
  return [...byVector].flatMap(([vector, slices]) => {
    const views = slices.sort((a, b) => startOf(a) - startOf(b));
    let reached = 0;
    const tiles = views.every((view) => {
      const fits = startOf(view) === reached;
      reached += view.shape[0] as number;
      return fits;
    });
    return tiles && views.length > 1 && reached === vector.shape[0] ? [{ vector, views }] : [];
  });
}
