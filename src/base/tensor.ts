/** @file A tensor in the host's memory: a typed array and a shape, row-major. */
import { GantryError } from "./error.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** `int32` holds indices and labels, `bool` the outcome of a comparison (0 or 1 a byte), `uint8` pixels. */
export type DType = "float32" | "int32" | "bool" | "uint8";

export interface TensorData {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly bool: Uint8Array;
  readonly uint8: Uint8Array;
}

export interface Tensor<T extends DType = DType> {
  readonly dtype: T;
  readonly shape: Shape;
  readonly data: TensorData[T];
}

/** @param data row-major, `sizeOf(shape)` elements @throws E112 when the count differs */
export function tensor<T extends DType>(dtype: T, shape: Shape, data: TensorData[T]): Tensor<T> {
  if (data.length !== sizeOf(shape)) {
    throw new GantryError("E112", {
      where: "tensor",
      expected: `${sizeOf(shape)} elements for shape [${shape.join(", ")}]`,
      got: String(data.length),
    });
  }
  return { dtype, shape, data };
}

/** A float32 tensor. @param values `sizeOf(shape)` numbers */
export function floatTensor(shape: Shape, values: ArrayLike<number>): Tensor<"float32"> {
  return tensor("float32", shape, values instanceof Float32Array ? values : Float32Array.from(values));
}

export function zeros(shape: Shape): Tensor<"float32"> {
  return { dtype: "float32", shape, data: new Float32Array(sizeOf(shape)) };
}
