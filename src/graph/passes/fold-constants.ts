/**
 * @file What depends on constants alone is computed now, in float64, and rounded once.
 *
 * Only small values are computed, so no graph grows by what it stretches: `broadcast` is left to the runtime, and more
 * than 4,096 elements on either side are left alone (a `reshape` shares its operand's memory, whatever its size).
 */
import { sizeOf } from "../../base/shape.ts";
import type { DType, Tensor } from "../../base/tensor.ts";
import { type ComputedKind, computeNode } from "../interpreter/kernels.ts";
import type { Node, OpOf } from "../node.ts";
import { constant } from "../primitives.ts";
import { type Pass, rewrite } from "./rewrite.ts";

const MOST_ELEMENTS = 4096;

const valuesOf = (node: Node): Tensor | undefined => (node.op.kind === "constant" ? node.op.value : undefined);

function rounded(dtype: DType, data: Float64Array): Tensor["data"] {
  if (dtype === "float32") return Float32Array.from(data);
  return dtype === "int32" ? Int32Array.from(data) : Uint8Array.from(data);
}

function folded(node: Node): Node | undefined {
  const { dtype } = node;
  if (dtype === "float16") return undefined; // there are no constants of it
  if (node.op.kind === "constant" || node.op.kind === "broadcast" || node.inputs.length === 0) return undefined;
  const operands = node.inputs.map(valuesOf);
  if (!operands.every((value) => value !== undefined)) return undefined;
  if (node.op.kind === "reshape") return constant({ ...(operands[0] as Tensor), shape: node.shape });
  if ([node.shape, ...operands.map(({ shape }) => shape)].some((shape) => sizeOf(shape) > MOST_ELEMENTS))
    return undefined;
  const values = operands.map(({ shape, data }) => ({ shape, data: Float64Array.from(data) }));
  const { data } = computeNode(node as Node & { readonly op: OpOf<ComputedKind> }, values);
  return constant({ dtype, shape: node.shape, data: rounded(dtype, data) });
}

/** Computes what is known now. */
export const foldConstants: Pass = (outputs) => rewrite(outputs, folded);
