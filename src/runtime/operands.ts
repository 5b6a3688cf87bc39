/** @file Something to compute with while a program is timed. */
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";

/**
 * Numbers in (−½, ½), none of them special to arithmetic; labels are 0. By name.
 * @param made what was made before, by shape; what is new is added
 */
export function operandsFor(inputs: Iterable<Node>, made: Map<string, Tensor> = new Map()): Record<string, Tensor> {
  const operands: Record<string, Tensor> = {};
  for (const { op, shape, dtype } of inputs) {
    if (op.kind !== "input") continue;
    const key = `${dtype} ${shape}`;
    const operand = made.get(key) ?? operandOf(shape, dtype === "int32");
    made.set(key, operand);
    operands[op.name] = operand;
  }
  return operands;
}

function operandOf(shape: Shape, whole: boolean): Tensor {
  const size = sizeOf(shape);
  if (whole) return tensor("int32", shape, new Int32Array(size));
  const values = new Float32Array(size);
  for (let i = 0; i < size; i += 1) values[i] = ((i * 7919) % 1009) / 1009 - 0.5;
  return floatTensor(shape, values);
}
