/**
 * @file Reverse-mode differentiation as graph → graph. The result is written in the same primitives as the loss, so
 * `gradient` of a gradient is a second derivative, and so on to any order.
 *
 * Nodes are visited from the loss down, each after everything that uses it. A node's adjoint ∂loss/∂node is the sum of
 * what its users hand it. Only nodes that depend on `wrt` are visited.
 */
import { GantryError } from "../base/error.ts";
import { checkShape } from "../base/shape.ts";
import { accumulate } from "./accumulate.ts";
import type { GradientRule, GradientRules } from "./gradient-rule.ts";
import { gradientRules } from "./gradient-rules.ts";
import { type Node, type OpKind, topologicalOrder } from "./node.ts";
import { broadcastTo, constant } from "./primitives.ts";

/** Their derivative is zero or undefined everywhere: nothing below them is reached through them. */
const barriers: ReadonlySet<OpKind> = new Set(["stopGradient", "greater", "equal", "floor", "sign"]);

/** The nodes through which `wrt` reaches the loss (an upper bound), `wrt` included. */
function dependents(order: readonly Node[], wrt: readonly Node[]): ReadonlySet<Node> {
  const found = new Set(wrt);
  for (const node of order) {
    if (node.dtype !== "float32" || barriers.has(node.op.kind)) continue;
    if (node.inputs.some((operand) => found.has(operand))) found.add(node);
  }
  return found;
}

function checkArguments(loss: Node, wrt: readonly Node[]): void {
  checkShape("gradient.loss", loss.shape, []);
  for (const node of [loss, ...wrt]) {
    if (node.dtype !== "float32") {
      throw new GantryError("E112", { where: "gradient", expected: "float32 nodes", got: node.dtype });
    }
  }
}

/**
 * ∂loss/∂node for each node of `wrt`.
 *
 * @param loss scalar `[]` @param wrt any float32 nodes: inputs, or values in between (interpolated images, views of a
 * flat vector) @param rules in place of the derivative's own: a way back through the graph that is no derivative, such as
 * guided backpropagation @returns one node for each of `wrt`, of the same shape; a constant zero where no path leads to
 * the loss
 * @throws E110 when the loss is no scalar, E112 for elements other than float32
 */
export function gradient(loss: Node, wrt: readonly Node[], rules: GradientRules = {}): Node[] {
  checkArguments(loss, wrt);
  const order = topologicalOrder([loss]);
  const relevant = dependents(order, wrt);
  const handed = new Map<Node, Node[]>([[loss, [constant(1)]]]);
  const adjoints = new Map<Node, Node>();

  for (const node of order.reverse()) {
    const contributions = handed.get(node);
    if (contributions === undefined || !relevant.has(node)) continue;
    const adjoint = accumulate(contributions);
    adjoints.set(node, adjoint);
    const rule = (rules[node.op.kind] ?? gradientRules[node.op.kind]) as GradientRule<OpKind>;
    node.inputs.forEach((operand, index) => {
      if (!relevant.has(operand)) return;
      const contribution = rule(node.op, node, adjoint, index);
      if (contribution === undefined) return;
      const others = handed.get(operand);
      if (others === undefined) handed.set(operand, [contribution]);
      else others.push(contribution);
    });
  }
  return wrt.map((node) => adjoints.get(node) ?? broadcastTo(constant(0), node.shape));
}
