/**
 * @file The layers of a traced network, found by what they are and not by what they are called: every convolution or
 * product with weights on the way from an input to an output, and what becomes of it before the next one (bias, norm,
 * activation). So it works for any recipe's networks, and they need no hooks.
 */
import { type Node, type OpKind, topologicalOrder } from "../graph/node.ts";

export interface Layer {
  /** From 1, in the order in which data pass. */
  readonly index: number;
  /** A convolution of either direction, or a matrix product. */
  readonly kind: "conv" | "convTranspose" | "matmul";
  readonly product: Node;
  /**
   * What the next layer is given: the product after bias, norm and activation. Where the ways part before that (a
   * residual block), the product itself.
   */
  readonly active: Node;
}

const PRODUCTS: ReadonlySet<OpKind> = new Set(["conv", "convTranspose", "matmul"]);

/** Nodes that `from` has a say in, operands first; `from` is among them. */
function dependents(output: Node, from: Node): readonly Node[] {
  const found = new Set<Node>([from]);
  return topologicalOrder([output]).filter((node) => {
    if (node.inputs.some((operand) => found.has(operand))) found.add(node);
    return found.has(node);
  });
}

/** @param from what goes in @param output what comes out @returns its layers, first to last */
export function layersOf(output: Node, from: Node): Layer[] {
  const order = dependents(output, from);
  const known = new Set(order);
  // A product of two things that both depend on the input (attention, a Gram matrix) has no weights.
  const isLayer = (node: Node): boolean =>
    PRODUCTS.has(node.op.kind) && node.inputs.filter((operand) => known.has(operand)).length === 1;
  const products = order.filter(isLayer);
  return products.map((product, i) => ({
    index: i + 1,
    kind: product.op.kind as Layer["kind"],
    product,
    active: activeOf(product, order, isLayer, output),
  }));
}

function activeOf(product: Node, order: readonly Node[], isLayer: (node: Node) => boolean, output: Node): Node {
  const region = new Set<Node>([product]);
  const ends = new Set<Node>(product === output ? [product] : []);
  for (const node of order.slice(order.indexOf(product) + 1)) {
    const within = node.inputs.filter((operand) => region.has(operand));
    if (within.length === 0) continue;
    if (isLayer(node)) {
      for (const operand of within) ends.add(operand);
    } else {
      region.add(node);
      if (node === output) ends.add(node);
    }
  }
  const [end, ...others] = ends;
  return end === undefined || others.length > 0 ? product : unflattened(end, region);
}

/** Where maps were only laid flat for the next layer, the maps. */
function unflattened(node: Node, region: ReadonlySet<Node>): Node {
  const [operand] = node.inputs;
  const flattens = node.op.kind === "reshape" && operand !== undefined && region.has(operand);
  return flattens && operand.shape.length > node.shape.length ? unflattened(operand, region) : node;
}

/** Those that give maps, `[N, C, H, W]`, before the last, which gives the picture or the opinion. */
export const innerMaps = (layers: readonly Layer[]): Layer[] =>
  layers.slice(0, -1).filter(({ active }) => active.shape.length === 4);
