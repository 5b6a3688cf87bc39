/**
 * @file Numbers that need no file: a hash of a name and an index, the same here and in scripts/golden/hashed.py. Weights
 * of whole networks come from it, so that a golden file holds what comes out alone.
 *
 * u(name, i) in [0, 1) with 24 bits: MurmurHash3's finaliser over i plus the FNV-1a hash of the name.
 */
import { type Shape, sizeOf } from "../src/base/shape.ts";
import { floatTensor, type Tensor } from "../src/base/tensor.ts";

function fnv1a(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function hashed(seed: number, i: number): number {
  let x = (i + seed) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  x ^= x >>> 16;
  return (x >>> 8) / 2 ** 24;
}

/** Evenly spread in [low, high). */
export function between(name: string, shape: Shape, low: number, high: number): Tensor<"float32"> {
  const seed = fnv1a(name);
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => low + hashed(seed, i) * (high - low));
  return floatTensor(shape, data);
}

/** Bytes as the product has them: in [−1, 1]. */
export function pictures(name: string, shape: readonly [number, number, number, number]): Tensor<"float32"> {
  const bytes = between(name, shape, 0, 256).data;
  return floatTensor(
    shape,
    bytes.map((byte) => Math.fround(Math.floor(byte) / Math.fround(127.5)) - 1),
  );
}
