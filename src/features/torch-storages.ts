/**
 * @file PyTorch's storages: the flat arrays that tensors are views of, by the name of their class. Little-endian.
 *
 * What comes out: every floating-point type as float32 (float64 rounded, float16 and bfloat16 exact), integers as int32.
 */
import type { DType } from "../base/tensor.ts";

export interface StorageType {
  /** Of one element. */
  readonly bytes: number;
  readonly dtype: DType;
  /** The element at a byte's offset; `NaN` for an integer that int32 does not hold. */
  readonly read: (view: DataView, at: number) => number;
}

/** float16 from its bits: sign, 5 of exponent, 10 of fraction. */
export function halfFromBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const word = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of a float32. */
function bfloatFromBits(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

function int32Of(value: bigint): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number === (number | 0) ? number : Number.NaN;
}

export const torchStorages: Readonly<Record<string, StorageType>> = {
  FloatStorage: { bytes: 4, dtype: "float32", read: (view, at) => view.getFloat32(at, true) },
  DoubleStorage: { bytes: 8, dtype: "float32", read: (view, at) => view.getFloat64(at, true) },
  HalfStorage: { bytes: 2, dtype: "float32", read: (view, at) => halfFromBits(view.getUint16(at, true)) },
  BFloat16Storage: { bytes: 2, dtype: "float32", read: (view, at) => bfloatFromBits(view.getUint16(at, true)) },
  LongStorage: { bytes: 8, dtype: "int32", read: (view, at) => int32Of(view.getBigInt64(at, true)) },
  IntStorage: { bytes: 4, dtype: "int32", read: (view, at) => view.getInt32(at, true) },
  ShortStorage: { bytes: 2, dtype: "int32", read: (view, at) => view.getInt16(at, true) },
  CharStorage: { bytes: 1, dtype: "int32", read: (view, at) => view.getInt8(at) },
  ByteStorage: { bytes: 1, dtype: "uint8", read: (view, at) => view.getUint8(at) },
  BoolStorage: { bytes: 1, dtype: "bool", read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
};
