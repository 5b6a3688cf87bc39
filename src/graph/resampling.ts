/**
 * @file Images `[N, C, H, W]` at another size. Pixel i covers [i, i + 1): corners are not aligned, as in PyTorch's
 * `interpolate` with its defaults.
 *
 * Resampling is linear and separable, so it is a constant matrix for each axis.
 */
import { checkShape, type Shape } from "../base/shape.ts";
import { type Tensor, tensor } from "../base/tensor.ts";
import type { Node } from "./node.ts";
import { broadcastTo, constant, conv, matmul, reshape, slice } from "./primitives.ts";

/** Height and width. */
export type ImageSize = readonly [number, number];

type Weights = (from: number, to: number) => readonly Readonly<Record<number, number>>[];

function matrixOf(rows: ReturnType<Weights>, from: number): Tensor<"float32"> {
  const data = new Float32Array(rows.length * from);
  rows.forEach((weights, row) => {
    for (const [column, weight] of Object.entries(weights)) data[row * from + Number(column)] = weight;
  });
  return tensor("float32", [rows.length, from], data);
}

/**
 * Applies a matrix to each axis of each image: rows · X · columnsᵀ.
 *
 * @param x `[N, C, H, W]` @param rows `[H', H]` @param columns `[W', W]` @returns `[N, C, H', W']`
 */
export function resample(x: Node, rows: Node, columns: Node): Node {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const [toH, toW] = [rows.shape[0] as number, columns.shape[0] as number];
  const wide = matmul(reshape(x, [n * c * h, w]), columns, { transposeB: true }); // [N·C·H, W']
  // A matrix over the second of three axes is a 1×1 convolution whose channels are the rows: nothing is transposed.
  const tall = conv(reshape(wide, [n * c, h, toW, 1]), reshape(rows, [toH, h, 1, 1]), pointwise); // [N·C, H', W', 1]
  return reshape(tall, [n, c, toH, toW]);
}

const pointwise = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;

function resampleBy(x: Node, [toH, toW]: ImageSize, weights: Weights): Node {
  const [h, w] = imageSize(x);
  return resample(x, constant(matrixOf(weights(h, toH), h)), constant(matrixOf(weights(w, toW), w)));
}

const imageSize = ({ shape }: Node): ImageSize => [shape[2] as number, shape[3] as number];

const nearestWeights: Weights = (from, to) =>
  Array.from({ length: to }, (_, i) => ({ [Math.floor((i * from) / to)]: 1 }));

/** Repeats or drops pixels: output i shows input ⌊i·from/to⌋. @param x `[N, C, H, W]` @returns `[N, C, ...size]` */
export function resizeNearest(x: Node, size: ImageSize): Node {
  checkShape("resizeNearest", x.shape, [null, null, null, null]);
  const [n, c] = x.shape as [number, number, ...Shape];
  const [h, w] = imageSize(x);
  const [toH, toW] = size;
  if (h % toH === 0 && w % toW === 0) {
    return h === toH && w === toW ? x : slice(x, [0, 0, 0, 0], x.shape, [1, 1, h / toH, w / toW]);
  }
  if (toH % h === 0 && toW % w === 0) {
    const repeated = broadcastTo(reshape(x, [n, c, h, 1, w, 1]), [n, c, h, toH / h, w, toW / w]);
    return reshape(repeated, [n, c, toH, toW]);
  }
  return resampleBy(x, size, nearestWeights);
}

/** The two pixels whose centres enclose the output's; beyond the outer centres the image stays as it is there. */
const bilinearWeights: Weights = (from, to) =>
  Array.from({ length: to }, (_, i) => {
    const at = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    const low = Math.min(Math.floor(at), from - 1);
    const share = at - low;
    return low === from - 1 ? { [low]: 1 } : { [low]: 1 - share, [low + 1]: share };
  });

/**
 * A triangle as wide as an output pixel (never narrower than an input pixel), as Pillow's and PyTorch's `antialias`.
 */
const triangleWeights: Weights = (from, to) =>
  Array.from({ length: to }, (_, i) => {
    const reach = Math.max(1, from / to);
    const centre = ((i + 0.5) * from) / to;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach + 0.5));
    const columns = Array.from({ length: end - start }, (_column, k) => start + k);
    const raw = columns.map((j) => Math.max(0, 1 - Math.abs(j + 0.5 - centre) / reach));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(columns.map((j, k) => [j, (raw[k] as number) / total]));
  });

/**
 * Bilinear interpolation. `antialias` (false by default) widens the filter when shrinking, so that no pixel is skipped.
 *
 * @param x `[N, C, H, W]` @returns `[N, C, ...size]`
 */
export function resizeBilinear(x: Node, size: ImageSize, { antialias = false }: ResizeOptions = {}): Node {
  checkShape("resizeBilinear", x.shape, [null, null, null, null]);
  const [h, w] = imageSize(x);
  if (h === size[0] && w === size[1]) return x;
  return resampleBy(x, size, antialias ? triangleWeights : bilinearWeights);
}

export interface ResizeOptions {
  readonly antialias?: boolean;
}
