/**
 * @file NumPy's `.npy` files. Read: version 1 to 3, C order, little-endian float32, float64 and uint8. Written: version
 * 1, little-endian, with the header padded to a multiple of 64 bytes as the format asks.
 *
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import { sizeOf } from "../base/shape.ts";
import { beginning } from "./beginning.ts";

export interface NpyArray {
  readonly shape: Shape;
  readonly data: Float32Array | Float64Array | Uint8Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const; // \x93NUMPY
const BYTES: Readonly<Record<string, number>> = { "<f4": 4, "<f8": 8, "|u1": 1 };

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** @param file for messages @throws E303 no `.npy`, E304 another length than declared, E313 a kind that is not read */
export function parseNpy(bytes: Uint8Array, file: string): NpyArray {
  if (bytes.length === 0) throw new GantryError("E324", { file });
  if (!isNpy(bytes)) throw new GantryError("E303", { file, expected: ".npy", got: beginning(bytes) });
  const { text, start } = header(bytes, file);
  const dtype = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1] ?? "?";
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const extents = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (order === undefined || extents === undefined) throw damaged(file, text);
  const shape = extents.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number.parseInt(part, 10)]));
  if (order === "True") throw new GantryError("E313", { file, expected: "C order", got: "Fortran order" });
  const width = BYTES[dtype];
  if (width === undefined) throw new GantryError("E313", { file, expected: "<f4, <f8 or |u1", got: dtype });
  const expected = start + sizeOf(shape) * width;
  if (bytes.length !== expected) throw new GantryError("E304", { file, format: ".npy", expected, got: bytes.length });
  return { shape, data: values(bytes.slice(start), dtype) };
}

function header(bytes: Uint8Array, file: string): { readonly text: string; readonly start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3)
    throw new GantryError("E313", { file, expected: "version 1 to 3", got: String(version) });
  const from = version === 1 ? 10 : 12;
  if (bytes.length < from) throw new GantryError("E304", { file, format: ".npy", expected: from, got: bytes.length });
  const start = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < start) throw new GantryError("E304", { file, format: ".npy", expected: start, got: bytes.length });
  return { text: new TextDecoder().decode(bytes.subarray(from, start)), start };
}

const damaged = (file: string, text: string): GantryError =>
  new GantryError("E303", { file, expected: ".npy", got: JSON.stringify(text.slice(0, 40)) });

/** The machine's own order is little-endian wherever this runs; a view asks so explicitly. */
function values(bytes: Uint8Array, dtype: string): NpyArray["data"] {
  if (dtype === "|u1") return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === "<f4") return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

/** A version 1 file. @param shape of `data`, row-major @param data float32, or uint8 for pixels */
export function encodeNpy(shape: Shape, data: Float32Array | Uint8Array): Uint8Array {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dtype = data instanceof Uint8Array ? "|u1" : "<f4";
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${extents}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const out = new Uint8Array(10 + length + data.byteLength);
  const view = new DataView(out.buffer);
  out.set([...MAGIC, 1, 0]);
  view.setUint16(8, length, true);
  out.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  if (data instanceof Uint8Array) out.set(data, 10 + length);
  else for (let i = 0; i < data.length; i += 1) view.setFloat32(10 + length + 4 * i, data[i] as number, true);
  return out;
}
