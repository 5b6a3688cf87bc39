/**
 * @file Named tensors as bytes: the safetensors format (https://github.com/huggingface/safetensors, format.md).
 *
 *   u64 n (little-endian) · n bytes of JSON { name: { dtype, shape, data_offsets: [begin, end) } } · the data
 *
 * Equal tensors give equal bytes: entries stand in one order (by type, wider first, then by name), the JSON has no free
 * whitespace but the spaces that end it at a multiple of 8, and the data has neither gaps nor overlaps. Reading checks
 * all of that but the order, so files of other writers open as well; their other types of numbers become ours
 * (`element-formats.ts`). Both directions assume a little-endian machine.
 */

import type { Damage, TensorFault } from "../messages/en/errors-store.ts";
import { type ElementCode, elementFormats, emptyOf } from "./element-formats.ts";
import { GantryError } from "./error.ts";
import { type Shape, sizeOf } from "./shape.ts";
import type { DType, Tensor } from "./tensor.ts";

/** A tensor and the name it is stored under. `data` may be a view into a longer vector. */
export interface NamedTensor<T extends DType = DType> extends Tensor<T> {
  readonly name: string;
}

export interface TensorFile {
  readonly tensors: readonly NamedTensor[];
  /** Free text beside the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface Storage {
  readonly code: string;
  readonly bytes: number;
  readonly view: (buffer: ArrayBufferLike, offset: number, length: number) => Float32Array | Int32Array | Uint8Array;
}

const storages: { readonly [T in DType]: Storage } = {
  float32: { code: "F32", bytes: 4, view: (buffer, offset, length) => new Float32Array(buffer, offset, length) },
  int32: { code: "I32", bytes: 4, view: (buffer, offset, length) => new Int32Array(buffer, offset, length) },
  bool: { code: "BOOL", bytes: 1, view: (buffer, offset, length) => new Uint8Array(buffer, offset, length) },
  uint8: { code: "U8", bytes: 1, view: (buffer, offset, length) => new Uint8Array(buffer, offset, length) },
};

const isCode = (code: unknown): code is ElementCode => typeof code === "string" && Object.hasOwn(elementFormats, code);

/** As the reference writer sorts them: wider types first, which keeps every tensor aligned without gaps. */
const ORDER: readonly DType[] = ["float32", "int32", "uint8", "bool"];

const LENGTH_BYTES = 8;
const METADATA = "__metadata__";
/** As in the reference reader: nobody has a hundred megabytes of names. */
const LONGEST_HEADER = 100_000_000;

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param tensors any order; names differ, data has `sizeOf(shape)` elements
 * @param metadata text to keep in the header
 * @returns the file's bytes, the same for the same tensors
 * @throws E511 for a name that stands twice or data that does not fit its shape
 */
export function encodeTensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const ordered = [...tensors].sort(
    (a, b) => ORDER.indexOf(a.dtype) - ORDER.indexOf(b.dtype) || byName(a.name, b.name),
  );
  checkTensors(ordered);

  const header = encodeHeader(ordered, metadata);
  const total = ordered.reduce((sum, { data }) => sum + data.byteLength, LENGTH_BYTES + header.length);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, LENGTH_BYTES);
  let offset = LENGTH_BYTES + header.length;
  for (const { data } of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

function checkTensors(tensors: readonly NamedTensor[]): void {
  const names = new Set<string>();
  for (const { name, shape, data } of tensors) {
    const refuse = (fault: TensorFault, got: string): never =>
      fail({ kind: "tensor", name, fault, got }, "encodeTensors");
    if (names.has(name) || name === METADATA) refuse("duplicate", name);
    if (data.length !== sizeOf(shape)) refuse("size", `${data.length} elements for [${shape.join(", ")}]`);
    names.add(name);
  }
}

function encodeHeader(tensors: readonly NamedTensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const entries: string[] = [];
  const keys = Object.keys(metadata).sort(byName);
  // Written by hand: an object would move names that look like numbers to its front.
  const member = (key: string, value: unknown): string => `${JSON.stringify(key)}:${JSON.stringify(value)}`;
  if (keys.length > 0) entries.push(`"${METADATA}":{${keys.map((key) => member(key, metadata[key])).join(",")}}`);
  let begin = 0;
  for (const { name, dtype, shape, data } of tensors) {
    const end = begin + data.byteLength;
    entries.push(member(name, { dtype: storages[dtype].code, shape, data_offsets: [begin, end] }));
    begin = end;
  }
  const json = new TextEncoder().encode(`{${entries.join(",")}}`);
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

interface Entry {
  readonly name: string;
  readonly code: ElementCode;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

/**
 * @param bytes a whole file
 * @param where its name, for the error
 * @returns the tensors in the order of their data; they are views of `bytes` where its alignment and their type allow
 * @throws E511 for anything that the format forbids
 */
export function decodeTensors(bytes: Uint8Array, where = "safetensors"): TensorFile {
  const { json, start } = readHeader(bytes, where);
  const { [METADATA]: metadata = {}, ...named } = json;
  const entries = Object.entries(named).map(([name, value]) => readEntry(name, value, where));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);

  let expected = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== expected) fail({ kind: "tensor", name, fault: "offsets", got: `[${begin}, ${end})` }, where);
    expected = end;
  }
  if (start + expected !== bytes.length) {
    fail({ kind: "short", expected: start + expected, got: bytes.length }, where);
  }
  return {
    tensors: entries.map((entry) => viewTensor(bytes, start, entry, where)),
    metadata: readMetadata(metadata, where),
  };
}

function readHeader(bytes: Uint8Array, where: string): { json: Record<string, unknown>; start: number } {
  const start = headerBytes(bytes, where);
  if (start > bytes.length) fail({ kind: "header", length: start - LENGTH_BYTES, file: bytes.length }, where);
  const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start));
  return { json: parseObject(text, where), start };
}

function parseObject(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    fail({ kind: "syntax", detail: error instanceof Error ? error.message : String(error) }, where);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return fail({ kind: "syntax", detail: "no object" }, where);
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readEntry(name: string, value: unknown, where: string): Entry {
  const refuse = (fault: TensorFault, got: unknown): never =>
    fail({ kind: "tensor", name, fault, got: JSON.stringify(got) ?? "nothing" }, where);
  const { dtype: code, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (!isCode(code)) return refuse("dtype", code);
  const { dtype, bytes } = elementFormats[code];
  if (!Array.isArray(shape) || !shape.every(isSize)) return refuse("shape", shape);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) return refuse("offsets", offsets);
  const [begin, end] = offsets as [number, number];
  if (end - begin !== sizeOf(shape) * bytes) refuse("size", { shape, data_offsets: offsets });
  return { name, code, dtype, shape, begin, end };
}

/** Where a tensor's elements stand. */
export interface TensorEntry {
  readonly name: string;
  readonly code: ElementCode;
  readonly shape: Shape;
  /** Bytes from the file's beginning. */
  readonly begin: number;
  readonly end: number;
}

/** How many bytes a file's header has, its length included. @param bytes the first 8 of the file, or more @throws E511 */
export function headerBytes(bytes: Uint8Array, where: string): number {
  if (bytes.length < LENGTH_BYTES) fail({ kind: "short", expected: LENGTH_BYTES, got: bytes.length }, where);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > LONGEST_HEADER) fail({ kind: "header", length, file: bytes.length }, where);
  return LENGTH_BYTES + length;
}

/**
 * What a file holds, without its data, for who reads a part of it.
 * @param bytes its header, as long as `headerBytes` says @throws E511
 */
export function tensorEntries(bytes: Uint8Array, where: string): TensorEntry[] {
  const { json, start } = readHeader(bytes, where);
  const { [METADATA]: _, ...named } = json;
  return Object.entries(named).map(([name, value]) => {
    const { code, shape, begin, end } = readEntry(name, value, where);
    return { name, code, shape, begin: start + begin, end: start + end };
  });
}

function viewTensor(bytes: Uint8Array, start: number, entry: Entry, where: string): NamedTensor {
  const { name, code, dtype, shape, begin, end } = entry;
  const storage = storages[dtype];
  if (code !== storage.code) return converted(bytes.subarray(start + begin, start + end), entry, where);
  const offset = bytes.byteOffset + start + begin;
  const data =
    offset % storage.bytes === 0
      ? storage.view(bytes.buffer, offset, sizeOf(shape))
      : storage.view(bytes.slice(start + begin, start + end).buffer, 0, sizeOf(shape));
  return { name, dtype, shape, data };
}

/** A tensor of numbers that are not ours. */
function converted(bytes: Uint8Array, { name, code, dtype, shape }: Entry, where: string): NamedTensor {
  const format = elementFormats[code];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = emptyOf(format, sizeOf(shape));
  for (let i = 0; i < data.length; i += 1) {
    const value = format.read(view, i * format.bytes);
    if (Number.isNaN(value) && dtype !== "float32") {
      fail({ kind: "tensor", name, fault: "dtype", got: `${code} beyond 32 bits` }, where);
    }
    data[i] = value;
  }
  return { name, dtype, shape, data };
}

function readMetadata(value: unknown, where: string): Record<string, string> {
  const entries = Object.entries((value ?? {}) as object);
  for (const [name, text] of entries) {
    if (typeof text !== "string") {
      fail({ kind: "field", name: `${METADATA}.${name}`, expected: "a string", got: typeof text }, where);
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function fail(damage: Damage, where: string): never {
  throw new GantryError("E511", { where, damage });
}
