/** @file Values that are the same number everywhere, known now; and the small questions that several passes ask. */
import { sameShape, sizeOf } from "../../base/shape.ts";
import type { Node, OpKind, OpOf } from "../node.ts";
import { broadcastTo } from "../primitives.ts";

/** The number that every element of x is, when it is known now. */
export function uniformValue(x: Node): number | undefined {
  const { op } = x;
  if (op.kind === "constant") return op.value.data.length === 1 ? (op.value.data[0] as number) : undefined;
  if (op.kind === "broadcast" || op.kind === "reshape") return uniformValue(x.inputs[0] as Node);
  return undefined;
}

/** x as an operand of the result it stands for: stretched where it is smaller. */
export const fitted = (x: Node, { shape }: Node): Node => (sameShape(x.shape, shape) ? x : broadcastTo(x, shape));

export const isKind = <K extends OpKind>(node: Node, kind: K): node is Node & { readonly op: OpOf<K> } =>
  node.op.kind === kind;

/** The first operand. */
export const operandOf = (node: Node): Node => node.inputs[0] as Node;

/** The two operands. */
export const pairOf = (node: Node): readonly [Node, Node] => node.inputs as readonly [Node, Node];

export const isSingle = ({ shape }: Node): boolean => sizeOf(shape) === 1;
