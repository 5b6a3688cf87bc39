/**
 * @file Patterns of several primitives that ONNX has one operator for.
 *
 *   matmul(a, b) + bias[n]      → Gemm with C
 *   conv(x, w) + bias[1,C,1,1]  → Conv with B
 *   slices that tile a vector   → one Split
 *
 * A product or convolution is absorbed only where the sum is its single use, so nothing is computed twice.
 */
import { sizeOf } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";

/** How often each node is an operand or a result. */
export function useCounts(order: readonly Node[], results: readonly Node[]): ReadonlyMap<Node, number> {
  const counts = new Map<Node, number>();
  for (const node of [...order.flatMap(({ inputs }) => inputs), ...results])
    counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}

/** An addition of a bias: the product or convolution it belongs to, and the bias. */
export interface Biased {
  readonly product: Node;
  readonly bias: Node;
}

/** Finds `product + bias` at an `add`, in either order. */
export function biasedProduct(node: Node, uses: ReadonlyMap<Node, number>): Biased | null {
  if (node.op.kind !== "add") return null;
  const [a, b] = node.inputs as readonly [Node, Node];
  for (const [product, bias] of [
    [a, b],
    [b, a],
  ] as const) {
    if (uses.get(product) === 1 && isBiasOf(bias, product)) return { product, bias };
  }
  return null;
}

function isBiasOf(bias: Node, product: Node): boolean {
  if (product.op.kind === "matmul") {
    return (
      product.shape.length === 2 &&
      bias.shape.length <= 2 &&
      bias.shape.at(-1) === product.shape[1] &&
      sizeOf(bias.shape) === product.shape[1]
    );
  }
  if (product.op.kind === "conv" || product.op.kind === "convTranspose") {
    const channels = product.shape[1] as number;
    return sizeOf(bias.shape) === channels && bias.shape.at(-3) === channels;
  }
  return false;
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
