/**
 * @file Numbers as files of weights hold them, by their code in safetensors; little-endian. What they become here: every
 * floating-point type float32 (float64 rounded, float16 and bfloat16 exact), signed integers int32.
 */
import { halfFromBits } from "./half-bits.ts";
import type { DType } from "./tensor.ts";

export interface ElementFormat {
  /** Of one element. */
  readonly bytes: number;
  readonly dtype: DType;
  /** The element at a byte's offset; `NaN` for an integer that int32 does not hold. */
  readonly read: (view: DataView, at: number) => number;
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

export type ElementCode = "F64" | "F32" | "F16" | "BF16" | "I64" | "I32" | "I16" | "I8" | "U8" | "BOOL";

export const elementFormats: Readonly<Record<ElementCode, ElementFormat>> = {
  F64: { bytes: 8, dtype: "float32", read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, dtype: "float32", read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, dtype: "float32", read: (view, at) => halfFromBits(view.getUint16(at, true)) },
  BF16: { bytes: 2, dtype: "float32", read: (view, at) => bfloatFromBits(view.getUint16(at, true)) },
  I64: { bytes: 8, dtype: "int32", read: (view, at) => int32Of(view.getBigInt64(at, true)) },
  I32: { bytes: 4, dtype: "int32", read: (view, at) => view.getInt32(at, true) },
  I16: { bytes: 2, dtype: "int32", read: (view, at) => view.getInt16(at, true) },
  I8: { bytes: 1, dtype: "int32", read: (view, at) => view.getInt8(at) },
  U8: { bytes: 1, dtype: "uint8", read: (view, at) => view.getUint8(at) },
  BOOL: { bytes: 1, dtype: "bool", read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
};

/** An array of the type that a format becomes. */
export function emptyOf({ dtype }: ElementFormat, size: number): Float32Array | Int32Array | Uint8Array {
  if (dtype === "float32") return new Float32Array(size);
  return dtype === "int32" ? new Int32Array(size) : new Uint8Array(size);
}
