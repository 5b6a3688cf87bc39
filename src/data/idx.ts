/**
 * @file IDX, the format of MNIST: a big-endian header, then bytes.
 *
 *   images: 2051, count, rows, columns, then count · rows · columns bytes      labels: 2049, count, then count bytes
 */
import { GantryError } from "../base/error.ts";
import { beginning } from "./beginning.ts";
import type { ImageStack } from "./resample.ts";

const IMAGES = 2051;
const LABELS = 2049;

/** Whether a file begins as IDX images or labels do. */
export function isIdx(bytes: Uint8Array): boolean {
  const magic = wordAt(bytes, 0);
  return magic === IMAGES || magic === LABELS;
}

/** @param file for messages @throws E303 another format, E304 another length than declared, E324 empty */
export function parseIdxImages(bytes: Uint8Array, file: string): ImageStack {
  checkMagic(bytes, file, IMAGES, "IDX images (2051)");
  const [count, height, width] = [wordAt(bytes, 4), wordAt(bytes, 8), wordAt(bytes, 12)];
  checkLength(bytes, file, 16 + count * height * width);
  if (height === 0 || width === 0) {
    throw new GantryError("E303", { file, expected: "IDX images (2051)", got: `${height} × ${width}` });
  }
  return { pixels: bytes.subarray(16), channels: 1, height, width };
}

/** One label an item. @throws E303 another format, E304 another length than declared, E324 empty */
export function parseIdxLabels(bytes: Uint8Array, file: string): Int32Array {
  checkMagic(bytes, file, LABELS, "IDX labels (2049)");
  checkLength(bytes, file, 8 + wordAt(bytes, 4));
  return Int32Array.from(bytes.subarray(8));
}

function checkMagic(bytes: Uint8Array, file: string, magic: number, expected: string): void {
  if (bytes.length === 0) throw new GantryError("E324", { file });
  const got = wordAt(bytes, 0);
  if (got === magic) return;
  const named = { [IMAGES]: "IDX images (2051)", [LABELS]: "IDX labels (2049)" }[got];
  throw new GantryError("E303", { file, expected, got: named ?? beginning(bytes) });
}

function checkLength(bytes: Uint8Array, file: string, expected: number): void {
  if (bytes.length !== expected) throw new GantryError("E304", { file, format: "IDX", expected, got: bytes.length });
}

/** Big-endian; bytes beyond the end count as 0. */
function wordAt(bytes: Uint8Array, offset: number): number {
  const byte = (i: number): number => bytes[offset + i] ?? 0;
  return byte(0) * 2 ** 24 + byte(1) * 2 ** 16 + byte(2) * 2 ** 8 + byte(3);
}
