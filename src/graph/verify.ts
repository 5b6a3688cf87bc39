/**
 * @file The rules of a graph, checked: nodes are typed as their primitives say, nothing is its own operand, inputs have
 * one meaning each. Tests verify after every pass; a program can be verified on demand.
 */
import { GantryError } from "../base/error.ts";
import { sameShape, sizeOf } from "../base/shape.ts";
import type { Node, OpKind } from "./node.ts";
import { typeOf } from "./shape-rules.ts";

const typeText = ({ dtype, shape }: Pick<Node, "dtype" | "shape">): string => `${dtype} [${shape.join(", ")}]`;

function reject(node: Node, problem: string): never {
  const name = node.op.kind === "input" ? `input ${node.op.name}` : node.op.kind;
  throw new GantryError("E113", { where: name, problem });
}

/** Every node below `outputs` once. @throws E113 where a node hangs below itself */
function reachable(outputs: readonly Node[]): Set<Node> {
  const done = new Set<Node>();
  const open = new Set<Node>();
  const stack = [...outputs];
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    if (open.has(node) || done.has(node)) {
      open.delete(node);
      done.add(node);
      stack.pop();
      continue;
    }
    open.add(node);
    for (const operand of node.inputs) {
      if (open.has(operand)) reject(operand, "a node hangs below itself");
      if (!done.has(operand)) stack.push(operand);
    }
  }
  return done;
}

function checkNode(node: Node): void {
  const { op, inputs, shape } = node;
  if (shape.some((extent) => !Number.isInteger(extent) || extent < 1)) {
    reject(node, `extents must be integers ≥ 1, got [${shape.join(", ")}]`);
  }
  if (op.kind === "constant" && op.value.data.length !== sizeOf(shape)) {
    reject(node, `${sizeOf(shape)} elements expected, got ${op.value.data.length}`);
  }
  const count = operandCounts[op.kind];
  if (count === "some" ? inputs.length === 0 : inputs.length !== count) {
    reject(node, `${count} operands expected, got ${inputs.length}`);
  }
  if (op.kind === "input") return;
  const derived = typeOf(op, inputs);
  if (derived.dtype !== node.dtype || !sameShape(derived.shape, shape)) {
    reject(node, `typed ${typeText(node)}, but its operands give ${typeText(derived)}`);
  }
}

/** How many operands each primitive takes; `concat` takes one or more. */
const operandCounts: { readonly [K in OpKind]: number | "some" } = {
  input: 0,
  constant: 0,
  neg: 1,
  abs: 1,
  sign: 1,
  floor: 1,
  exp: 1,
  log: 1,
  sqrt: 1,
  sin: 1,
  cos: 1,
  tanh: 1,
  sigmoid: 1,
  softplus: 1,
  leakyRelu: 1,
  cast: 1,
  stopGradient: 1,
  sum: 1,
  max: 1,
  broadcast: 1,
  reshape: 1,
  transpose: 1,
  slice: 1,
  pad: 1,
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  maximum: 2,
  minimum: 2,
  pow: 2,
  greater: 2,
  equal: 2,
  gather: 2,
  scatterAdd: 2,
  matmul: 2,
  conv: 2,
  convTranspose: 2,
  convWeight: 2,
  select: 3,
  concat: "some",
};

/**
 * Checks every node below `outputs`: its shape and type follow from its operands, no node hangs below itself, each
 * input name belongs to one node.
 *
 * @throws E113 naming the node, and E110, E111, E112 where operands do not fit a primitive
 */
export function verifyGraph(outputs: readonly Node[]): void {
  const inputs = new Map<string, Node>();
  for (const node of reachable(outputs)) {
    checkNode(node);
    if (node.op.kind !== "input") continue;
    const other = inputs.get(node.op.name) ?? node;
    if (other !== node) reject(node, `two inputs have this name, ${typeText(node)} and ${typeText(other)}`);
    inputs.set(node.op.name, node);
  }
}
