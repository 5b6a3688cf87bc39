/** @file What the interpreter computes with: float64 numbers, row-major, whatever the node's element type. */
import { type Shape, sizeOf, stridesOf } from "../../base/shape.ts";

/** `bool` is 0 or 1; integers are exact. */
export interface Value {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** Zeros for `shape`. */
export const emptyFor = (shape: Shape): Float64Array => new Float64Array(sizeOf(shape));

/** For each index of `shape`, in row-major order, the position offset + Σ index·stride. */
export function positions(shape: Shape, strides: readonly number[], offset = 0): Int32Array {
  const result = new Int32Array(sizeOf(shape));
  const index = shape.map(() => 0);
  let position = offset;
  for (let i = 0; i < result.length; i += 1) {
    result[i] = position;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const stride = strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      position += stride;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      position -= stride * (index[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}

/** Where each element of `to` is read from in a tensor of shape `from` that is stretched to it by NumPy's rule. */
export function broadcastPositions(from: Shape, to: Shape): Int32Array {
  const strides = stridesOf(from);
  const missing = to.length - from.length;
  return positions(
    to,
    to.map((_, axis) => (axis < missing || from[axis - missing] === 1 ? 0 : (strides[axis - missing] as number))),
  );
}
