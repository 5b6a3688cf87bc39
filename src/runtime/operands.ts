/** @file Something to compute with while a program is timed. */
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";

/** Numbers in (−½, ½), none of them special to arithmetic; labels are 0. By name. */
export function operandsFor(inputs: Iterable<Node>): Record<string, Tensor> {
  const operands: Record<string, Tensor> = {};
  for (const { op, shape, dtype } of inputs) {
    if (op.kind !== "input") continue;
    operands[op.name] =
      dtype === "int32"
        ? tensor("int32", shape, new Int32Array(sizeOf(shape)))
        : floatTensor(shape, numbers(sizeOf(shape)));
  }
  return operands;
}

function numbers(count: number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 1) values[i] = ((i * 7919) % 1009) / 1009 - 0.5;
  return values;
}
