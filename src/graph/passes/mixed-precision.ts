/**
 * @file Mixed precision: products and what stands between them in float16, everything else in float32 (`half-nodes.ts`
 * says which is which and why). A value is cast where the two meet, once, however many read it: a weight once for all the
 * convolutions that use it.
 *
 * Micikevicius et al., "Mixed precision training", 2018, https://arxiv.org/abs/1710.03740.
 */
import { GantryError } from "../../base/error.ts";
import { type GraphDType, type Node, type Op, topologicalOrder } from "../node.ts";
import { apply, cast } from "../primitives.ts";
import { halfNodes } from "./half-nodes.ts";
import { uniformValue } from "./uniform.ts";

/** `full`: float32 throughout. `mixed`: float16 where it is safe. */
export type Precision = "full" | "mixed";

/** Each value in both types, cast when it is first asked for. */
class Versions {
  readonly #own = new Map<Node, Node>();
  readonly #cast = new Map<Node, Node>();

  add(node: Node, version: Node): void {
    this.#own.set(node, version);
  }

  own(node: Node): Node {
    return this.#own.get(node) as Node;
  }

  /** Numbers as `type`; indices and conditions as they are. */
  as(node: Node, type: GraphDType): Node {
    const own = this.own(node);
    if (node.dtype !== "float32" || own.dtype === type) return own;
    const known = this.#cast.get(node) ?? cast(own, type);
    this.#cast.set(node, known);
    return known;
  }
}

const isLeaf = ({ op }: Node): boolean => op.kind === "input" || op.kind === "constant";

/** `op` as it is for results of `type`: a cast to float32 goes to float16 where that is wanted. */
const retyped = (op: Exclude<Op, { kind: "input" }>, type: GraphDType): Exclude<Op, { kind: "input" }> =>
  op.kind === "cast" && op.to === "float32" ? { kind: "cast", to: type } : op;

/**
 * The same results with float16 where it is safe; to be made after the last derivative and all other passes.
 * @returns as many nodes as given, in float32 as before @throws E112 where the graph has float16 already
 */
export function mixedPrecision(results: readonly Node[]): Node[] {
  const order = topologicalOrder(results);
  if (order.some(({ dtype }) => dtype === "float16")) {
    throw new GantryError("E112", { where: "mixedPrecision", expected: "a float32 graph", got: "float16 nodes" });
  }
  const halves = halfNodes(order, results);
  const versions = new Versions();
  for (const node of order) versions.add(node, isLeaf(node) ? node : rebuilt(node, halves, versions));
  return results.map((node) => versions.as(node, "float32"));
}

/** A comparison of what is float16 already; its result is a condition. */
const comparesHalves = ({ inputs }: Node, halves: ReadonlySet<Node>): boolean =>
  inputs.every((operand) => halves.has(operand) || uniformValue(operand) !== undefined);

function rebuilt(node: Node, halves: ReadonlySet<Node>, versions: Versions): Node {
  const type = (node.dtype === "float32" ? halves.has(node) : comparesHalves(node, halves)) ? "float16" : "float32";
  const inputs = node.inputs.map((operand) => versions.as(operand, type));
  const op = retyped(node.op as Exclude<Op, { kind: "input" }>, type);
  const same = op === node.op && inputs.every((operand, i) => operand === node.inputs[i]);
  return same ? node : apply(op, inputs);
}
