/**
 * @file Parameters as text, as the networks that are shipped have them: float16, little-endian, one parameter after another
 * in the order in which the network asks for them, in base64.
 */
import { halfFromBits } from "../base/half-bits.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../graph/primitives.ts";

/** What a network asks for. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
}

/** The parameters by name. @param parameters all of them, in the order of the text */
export function decodedHalves(
  text: string,
  parameters: readonly WeightSpec[],
): Readonly<Record<string, Tensor<"float32">>> {
  const bytes = atob(text);
  let at = 0;
  const next = (): number => {
    const bits = bytes.charCodeAt(at) + 256 * bytes.charCodeAt(at + 1);
    at += 2;
    return halfFromBits(bits);
  };
  const read = ({ name, shape }: WeightSpec): [string, Tensor<"float32">] => [
    name,
    floatTensor(shape, Float32Array.from({ length: sizeOf(shape) }, next)),
  ];
  return Object.fromEntries(parameters.map(read));
}

/** The parameters as constants of a graph. */
export const halvesAsConstants = (text: string, parameters: readonly WeightSpec[]): Readonly<Record<string, Node>> =>
  Object.fromEntries(Object.entries(decodedHalves(text, parameters)).map(([name, value]) => [name, constant(value)]));
