/**
 * @file Pooling over windows of an image `[N, C, H, W]`.
 *
 * Windows that tile the image are axes of their own after a reshape; any others are a convolution (average) or strided
 * slices (maximum).
 */
import { GantryError } from "../base/error.ts";
import { checkShape, sizeOf } from "../base/shape.ts";
import { tensor } from "../base/tensor.ts";
import type { ConvGeometry, Node } from "./node.ts";
import { constant, conv, maximum, maxKeep, mul, pad, reshape, select, slice, sumKeep } from "./primitives.ts";
import { convExtent } from "./shape-rules.ts";

export interface PoolOptions {
  /** Height and width of a window. */
  readonly kernel: readonly [number, number];
  /** From window to window; the kernel by default. */
  readonly stride?: readonly [number, number];
  /** `[top, left, bottom, right]`; none by default. Zeros count in an average and never win a maximum. */
  readonly padding?: readonly [number, number, number, number];
}

interface Windows extends ConvGeometry {
  readonly kernel: readonly [number, number];
}

const windowsOf = ({ kernel, stride = kernel, padding = [0, 0, 0, 0] }: PoolOptions): Windows => ({
  kernel,
  stride,
  padding,
  dilation: [1, 1],
});

function tiles({ shape }: Node, { kernel, stride, padding }: Windows): boolean {
  const fits = ([0, 1] as const).every((a) => stride[a] === kernel[a] && (shape[a + 2] as number) % kernel[a] === 0);
  return fits && padding.every((count) => count === 0);
}

/** Reduces windows that tile the image, as axes 3 and 5 of `[N, C, H/kh, kh, W/kw, kw]`. */
function reduceTiles(x: Node, [kh, kw]: readonly [number, number], reduce: (x: Node, axes: number[]) => Node): Node {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const tiled = reshape(x, [n, c, h / kh, kh, w / kw, kw]);
  return reshape(reduce(tiled, [3, 5]), [n, c, h / kh, w / kw]);
}

/** Mean of each window, padding counted as zeros. @param x `[N, C, H, W]` @returns `[N, C, H', W']` */
export function averagePool(x: Node, options: PoolOptions): Node {
  checkShape("averagePool", x.shape, [null, null, null, null]);
  const windows = windowsOf(options);
  const share = 1 / sizeOf(windows.kernel);
  if (tiles(x, windows)) return mul(reduceTiles(x, windows.kernel, sumKeep), share);
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const weights = new Float32Array(sizeOf(windows.kernel)).fill(share);
  const box = constant(tensor("float32", [1, 1, ...windows.kernel], weights));
  const pooled = conv(reshape(x, [n * c, 1, h, w]), box, windows); // [N·C, 1, H', W']
  return reshape(pooled, [n, c, ...pooled.shape.slice(2)]);
}

/** A window of nothing but padding has no maximum. */
function checkPadding({ kernel, padding }: Windows): void {
  if (padding.every((count, side) => count < (kernel[side % 2] as number))) return;
  throw new GantryError("E112", {
    where: "maxPool.padding",
    expected: `less than the kernel [${kernel.join(", ")}]`,
    got: `[${padding.join(", ")}]`,
  });
}

/** x amid −∞. */
function padForMaximum(x: Node, [top, left, bottom, right]: ConvGeometry["padding"]): Node {
  if (top + left + bottom + right === 0) return x;
  const [h, w] = [(x.shape[2] as number) + top + bottom, (x.shape[3] as number) + left + right];
  const inside = Uint8Array.from({ length: h * w }, (_, i) => {
    const [row, column] = [Math.floor(i / w), i % w];
    return row >= top && row < h - bottom && column >= left && column < w - right ? 1 : 0;
  });
  const padded = pad(x, [0, 0, top, left], [0, 0, bottom, right]);
  return select(constant(tensor("bool", [1, 1, h, w], inside)), padded, Number.NEGATIVE_INFINITY);
}

/**
 * Maximum of each window. Among equal maxima the gradient is shared equally where windows tile the image, else it goes
 * to the first in reading order.
 *
 * @param x `[N, C, H, W]` @returns `[N, C, H', W']` @throws E110, and E112 where padding fills a whole window
 */
export function maxPool(x: Node, options: PoolOptions): Node {
  checkShape("maxPool", x.shape, [null, null, null, null]);
  const windows = windowsOf(options);
  const { kernel, stride, padding } = windows;
  checkPadding(windows);
  if (tiles(x, windows)) return reduceTiles(x, kernel, maxKeep);
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const [rows, columns] = [convExtent(h, kernel[0], windows, 0), convExtent(w, kernel[1], windows, 1)];
  const padded = padForMaximum(x, padding);
  const taps = Array.from({ length: sizeOf(kernel) }, (_, tap) => {
    const [top, left] = [Math.floor(tap / kernel[1]), tap % kernel[1]];
    const end = [n, c, top + (rows - 1) * stride[0] + 1, left + (columns - 1) * stride[1] + 1];
    return slice(padded, [0, 0, top, left], end, [1, 1, ...stride]);
  });
  return taps.reduce((best, tap) => maximum(best, tap));
}
