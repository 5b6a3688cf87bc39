/**
 * @file A graph as text, for people: one line a node, in an order in which it could be computed.
 *
 *   %0 = input "z" : float32 [64, 2]
 *   %2 = matmul %0 %1 {transposeB} : float32 [64, 128]
 *   return %2
 */
import type { Tensor } from "../base/tensor.ts";
import { type Node, type Op, topologicalOrder } from "./node.ts";

/** Up to this many elements of a constant are written out. */
const SHOWN = 4;

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

function constantText({ data }: Tensor): string {
  const shown = Array.from(data.subarray(0, SHOWN), numberText).join(" ");
  return data.length > SHOWN ? `${shown} …` : shown;
}

const parameterText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(" ")}]` : String(value));

function parametersOf(op: Op): string {
  const parameters = Object.entries(op).flatMap(([name, value]) => {
    if (name === "kind" || value === false) return [];
    return value === true ? [name] : [`${name}=${parameterText(value)}`];
  });
  return parameters.length === 0 ? "" : ` {${parameters.join(" ")}}`;
}

function nodeText({ op, inputs }: Node, nameOf: (node: Node) => string): string {
  if (op.kind === "input") return `input "${op.name}"`;
  if (op.kind === "constant") return `constant ${constantText(op.value)}`;
  return `${[op.kind, ...inputs.map(nameOf)].join(" ")}${parametersOf(op)}`;
}

/** The graph below `outputs`, one line a node; the last line names the outputs. */
export function printGraph(outputs: readonly Node[]): string {
  const names = new Map<Node, string>();
  const nameOf = (node: Node): string => names.get(node) as string;
  const lines = topologicalOrder(outputs).map((node, i) => {
    names.set(node, `%${i}`);
    return `%${i} = ${nodeText(node, nameOf)} : ${node.dtype} [${node.shape.join(", ")}]`;
  });
  return [...lines, `return ${outputs.map(nameOf).join(" ")}`].join("\n");
}
