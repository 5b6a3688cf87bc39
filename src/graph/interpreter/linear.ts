/** @file Matrix products and the three convolutions, straight from their definitions. */
import { sizeOf } from "../../base/shape.ts";
import type { ConvGeometry, Node, OpOf } from "../node.ts";
import { emptyFor, type Value } from "./values.ts";

export function matmul({ transposeA, transposeB }: OpOf<"matmul">, a: Value, b: Value, { shape }: Node): Float64Array {
  const [n, m] = [shape.at(-2) as number, shape.at(-1) as number];
  const k = a.shape.at(transposeA ? -2 : -1) as number;
  const [rowA, innerA] = transposeA ? [1, n] : [k, 1];
  const [innerB, columnB] = transposeB ? [1, k] : [m, 1];
  const result = emptyFor(shape);
  for (let batch = 0; batch < sizeOf(shape.slice(0, -2)); batch += 1) {
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < m; j += 1) {
        let total = 0;
        for (let t = 0; t < k; t += 1) {
          const left = a.data[batch * n * k + i * rowA + t * innerA] as number;
          total += left * (b.data[batch * k * m + t * innerB + j * columnB] as number);
        }
        result[(batch * n + i) * m + j] = total;
      }
    }
  }
  return result;
}

type Shape4 = readonly [number, number, number, number];

/** What one convolution relates: x `[N, C, H, W]`, w `[O, C, kh, kw]`, y `[N, O, H', W']`. */
interface Shapes {
  readonly x: Shape4;
  readonly w: Shape4;
  readonly y: Shape4;
}

/** Calls `visit` with the positions of every x and w whose product is a term of a y. */
function forEachTerm(
  { x: [n, c, h, w], w: [o, , kh, kw], y: [, , rows, columns] }: Shapes,
  { stride, padding, dilation }: ConvGeometry,
  visit: (x: number, w: number, y: number) => void,
): void {
  const outer = n * o * rows * columns;
  for (let y = 0; y < outer; y += 1) {
    const left = (y % columns) * stride[1] - padding[1];
    const top = (Math.floor(y / columns) % rows) * stride[0] - padding[0];
    const out = Math.floor(y / (columns * rows)) % o;
    const image = Math.floor(y / (columns * rows * o));
    for (let tap = 0; tap < c * kh * kw; tap += 1) {
      const column = left + (tap % kw) * dilation[1];
      const row = top + (Math.floor(tap / kw) % kh) * dilation[0];
      const channel = Math.floor(tap / (kw * kh));
      if (row >= 0 && row < h && column >= 0 && column < w) {
        visit(((image * c + channel) * h + row) * w + column, out * c * kh * kw + tap, y);
      }
    }
  }
}

const shape4 = ({ shape }: { readonly shape: readonly number[] }): Shape4 => shape as unknown as Shape4;

export function conv(op: OpOf<"conv">, x: Value, w: Value, y: Node): Float64Array {
  const result = emptyFor(y.shape);
  forEachTerm({ x: shape4(x), w: shape4(w), y: shape4(y) }, op, (atX, atW, atY) => {
    result[atY] = (result[atY] as number) + (x.data[atX] as number) * (w.data[atW] as number);
  });
  return result;
}

export function convTranspose(op: OpOf<"convTranspose">, y: Value, w: Value, x: Node): Float64Array {
  const result = emptyFor(x.shape);
  forEachTerm({ x: shape4(x), w: shape4(w), y: shape4(y) }, op, (atX, atW, atY) => {
    result[atX] = (result[atX] as number) + (y.data[atY] as number) * (w.data[atW] as number);
  });
  return result;
}

export function convWeight(op: OpOf<"convWeight">, x: Value, y: Value, w: Node): Float64Array {
  const result = emptyFor(w.shape);
  forEachTerm({ x: shape4(x), w: shape4(w), y: shape4(y) }, op, (atX, atW, atY) => {
    result[atW] = (result[atW] as number) + (x.data[atX] as number) * (y.data[atY] as number);
  });
  return result;
}
