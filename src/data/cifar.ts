/** @file CIFAR-10's binary layout: records of 3,073 bytes: the label, then 32×32 red, green and blue planes. */
import { GantryError } from "../base/error.ts";
import type { ImageStack } from "./resample.ts";

const SIDE = 32;
const PIXELS = 3 * SIDE * SIDE;
/** Bytes a record. */
export const CIFAR_RECORD: number = 1 + PIXELS;

export const CIFAR_CLASSES: readonly string[] = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
];

export interface LabelledStack extends ImageStack {
  readonly labels: Int32Array;
}

/** @param file for messages @throws E304 not whole records, E306 a label beyond 9, E324 empty */
export function parseCifar(bytes: Uint8Array, file: string): LabelledStack {
  if (bytes.length === 0) throw new GantryError("E324", { file });
  const count = bytes.length / CIFAR_RECORD;
  if (!Number.isInteger(count)) {
    const expected = Math.ceil(count) * CIFAR_RECORD;
    throw new GantryError("E304", { file, format: "CIFAR-10", expected, got: bytes.length });
  }
  const labels = Int32Array.from({ length: count }, (_, i) => bytes[i * CIFAR_RECORD] as number);
  const wrong = labels.findIndex((label) => label >= CIFAR_CLASSES.length);
  if (wrong >= 0) {
    throw new GantryError("E306", { file, item: wrong, got: labels[wrong] as number, classes: CIFAR_CLASSES.length });
  }
  const pixels = new Uint8Array(count * PIXELS);
  for (let i = 0; i < count; i += 1) {
    pixels.set(bytes.subarray(i * CIFAR_RECORD + 1, (i + 1) * CIFAR_RECORD), i * PIXELS);
  }
  return { pixels, labels, channels: 3, height: SIDE, width: SIDE };
}
