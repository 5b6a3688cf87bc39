/**
 * @file Equal nodes become one: the same primitive with the same parameters over the same operands. Operands of `add`
 * and `mul` may be exchanged, which changes no bit. Constants are equal when their bytes are.
 *
 * Inputs stay apart: two that share a name are a mistake for the verifier to name, not for this pass to hide.
 */
import type { Tensor } from "../../base/tensor.ts";
import type { Node, OpKind } from "../node.ts";
import { type Pass, rewrite } from "./rewrite.ts";

const commutative: ReadonlySet<OpKind> = new Set(["add", "mul"]);

/** Keeps one node for each structure it has seen. */
class StructureTable {
  readonly #ids = new Map<Node, number>();
  readonly #nodes = new Map<string, Node[]>();

  /** The first node of the same structure. */
  first(node: Node): Node {
    if (node.op.kind === "input") return this.#numbered(node);
    const key = this.#keyOf(node);
    const candidates = this.#nodes.get(key) ?? [];
    const found = candidates.find((other) => sameValue(other, node));
    if (found !== undefined) return found;
    this.#nodes.set(key, [...candidates, node]);
    return this.#numbered(node);
  }

  #numbered(node: Node): Node {
    if (!this.#ids.has(node)) this.#ids.set(node, this.#ids.size);
    return node;
  }

  #keyOf({ op, inputs, shape, dtype }: Node): string {
    if (op.kind === "constant") return `constant ${dtype} ${shape} ${checksum(op.value)}`;
    const ids = inputs.map((operand) => this.#ids.get(operand) as number);
    if (commutative.has(op.kind)) ids.sort((a, b) => a - b);
    return `${JSON.stringify(op)} ${ids}`;
  }
}

const bytesOf = ({ data }: Tensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** What is known already: passes run many times over the same constants. */
const checksums = new WeakMap<Tensor["data"], number>();

/** FNV-1a over the bytes. */
function checksum(value: Tensor): number {
  let hash = checksums.get(value.data);
  if (hash === undefined) {
    hash = 0x811c9dc5;
    for (const byte of bytesOf(value)) hash = Math.imul(hash ^ byte, 0x01000193);
    checksums.set(value.data, hash);
  }
  return hash;
}

/** Whether two nodes of one key are equal: constants, whose key is only a checksum, are compared. */
function sameValue(a: Node, b: Node): boolean {
  if (a.op.kind !== "constant" || b.op.kind !== "constant") return true;
  const [left, right] = [bytesOf(a.op.value), bytesOf(b.op.value)];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

/** Merges equal nodes. */
export const mergeCommonSubexpressions: Pass = (outputs) => {
  const table = new StructureTable();
  return rewrite(outputs, (node) => table.first(node));
};
