/**
 * @file Strided 4×4 convolutions with 9/16 of the multiplications: Winograd's minimal filtering F(2, 2), in both
 * directions, as a rewrite of the graph before it is lowered.
 *
 * A convolution with a kernel of 4 and a stride of 2 is, on each axis, a kernel of 2 with stride 1 over pairs of pixels:
 * y[h] = Σ_p q[h, p]·w[p] + q[h + 1, p]·w[2 + p], with q[k, p] = x[2k + p]. Two neighbouring outputs need four products;
 * three do:
 *
 *   m₀ = (q₀ − q₁)·w₀     m₁ = q₁·(w₀ + w₁)     m₂ = (q₂ − q₁)·w₁     y₀ = m₀ + m₁     y₁ = m₁ + m₂
 *
 * In two directions nine products of matrices remain, over pairs of pixels as channels. Written as y = Aᵀ[(G w)(B x)],
 * the other two convolutions are its adjoints, x = Bᵀ[(G w)(A y)] and w = Gᵀ[(B x)(A y)]: all three share the same
 * three transforms, and what one has computed the others use again. All coefficients are 0, 1 or −1, so little is lost
 * in float32: the tests bound it.
 *
 * Winograd, Arithmetic complexity of computations, 1980; Lavin & Gray, 2015, https://arxiv.org/abs/1509.09308.
 */
import type { Shape } from "../base/shape.ts";
import { floatTensor, tensor } from "../base/tensor.ts";
import type { ConvGeometry, Node } from "../graph/node.ts";
import { add, constant, gather, matmul, pad, reshape, slice, sumKeep, transpose } from "../graph/primitives.ts";

/** One convolution: which shapes its image x, its kernel w and its result y have. */
export interface Convolution extends ConvGeometry {
  readonly x: Shape;
  readonly w: Shape;
  readonly y: Shape;
}

type Quad = readonly [number, number, number, number];
type Matrix = readonly (readonly number[])[];

/** Rows: m₀ m₁ m₂; columns: q₀ q₁ q₂. */
const B: Matrix = [
  [1, -1, 0],
  [0, 1, 0],
  [0, -1, 1],
];
/** Rows: m₀ m₁ m₂; columns: w₀ w₁. Its transpose is y's transform, and so A = G. */
const G: Matrix = [
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Whether a convolution is of the kind this file is about: kernel 4, stride 2, no row left over. */
export function isWinograd({ x, w, y, stride, dilation, padding }: Convolution): boolean {
  return ([0, 1] as const).every((axis) => {
    const outputs = y[axis + 2] as number;
    const padded = (x[axis + 2] as number) + padding[axis] + padding[(axis + 2) as 2 | 3];
    const strided = w[axis + 2] === 4 && stride[axis] === 2 && dilation[axis] === 1;
    return strided && padded === 2 * outputs + 2;
  });
}

/** y `[N, O, P, P']` of x and w. */
export function winogradConv(x: Node, w: Node, convolution: Convolution): Node {
  const { y, padding } = evened(convolution);
  const whole = fromOutputTiles(matmul(imageTiles(x, padding), kernelTiles(w)), y);
  return slice(whole, [0, 0, 0, 0], convolution.y);
}

/** x `[N, C, H, W]` of y and w: the adjoint of `winogradConv` in x. */
export function winogradConvTranspose(y: Node, w: Node, convolution: Convolution): Node {
  const even = evened(convolution);
  const product = matmul(outputTiles(withZeros(y, even.y)), kernelTiles(w), { transposeB: true });
  return fromImageTiles(product, convolution.x as Quad, even.y, even.padding);
}

/** w `[O, C, 4, 4]` of x and y: the adjoint of `winogradConv` in w. */
export function winogradConvWeight(x: Node, y: Node, convolution: Convolution): Node {
  const even = evened(convolution);
  const product = matmul(outputTiles(withZeros(y, even.y)), imageTiles(x, even.padding), { transposeA: true });
  return fromKernelTiles(product, convolution.w as Quad);
}

/** With one output more where they are odd, of two rows of zeros more. */
function evened({ y, padding: [top, left, bottom, right] }: Convolution) {
  const [N, O, P, Q] = y as Quad;
  const [below, beside] = [P % 2, Q % 2];
  const padding: ConvGeometry["padding"] = [top, left, bottom + 2 * below, right + 2 * beside];
  return { y: [N, O, P + below, Q + beside] as const, padding };
}

const withZeros = (y: Node, shape: Quad): Node =>
  pad(
    y,
    [0, 0, 0, 0],
    shape.map((extent, axis) => extent - (y.shape[axis] as number)),
  );

const kron = (a: Matrix, b: Matrix): Matrix =>
  a.flatMap((rowA) => b.map((rowB) => rowA.flatMap((left) => rowB.map((right) => left * right))));

const matrix = (rows: Matrix): Node =>
  constant(floatTensor([rows.length, (rows[0] as readonly number[]).length], rows.flat()));

/** A matrix times a tensor along its first axis: `[m, k]`, `[k, …]` → `[m, …]`. */
function combine(rows: Matrix, x: Node, { transposed = false } = {}): Node {
  const [first, ...rest] = x.shape as [number, ...number[]];
  const flat = reshape(x, [first, rest.reduce((size, extent) => size * extent, 1)]);
  const product = matmul(matrix(rows), flat, { transposeA: transposed });
  return reshape(product, [product.shape[0] as number, ...rest]);
}

const toChannelsLast = (x: Node): Node => transpose(x, [0, 2, 3, 1]);
const toChannelsFirst = (x: Node): Node => transpose(x, [0, 3, 1, 2]);

/** B x: `[N, C, H, W]` → `[9, N·T·T', 4·C]`, a tile being 2×2 outputs and a channel a pixel of 2×2 and a channel of x. */
function imageTiles(x: Node, [top, left, bottom, right]: ConvGeometry["padding"]): Node {
  const [N, C] = x.shape as Quad;
  const padded = pad(toChannelsLast(x), [0, top, left, 0], [0, bottom, right, 0]); // [N, 2P + 2, 2P' + 2, C]
  const [, height, width] = padded.shape as Quad;
  const pairs = reshape(padded, [(N * height * width) / 2, 2 * C]); // two pixels side by side
  const tiles = [(height - 2) / 4, (width - 2) / 4] as const;
  const taken = gather(pairs, pairIndices(N, height, width / 2, tiles)); // [9, R·2, 2·C]
  return reshape(combine(kron(B, B), taken), [9, N * tiles[0] * tiles[1], 4 * C]);
}

/** Where the pairs of q[k, p], q'[l] of each tile stand: `[9, N·T·T'·2]` in the order k, l, n, τ, τ', p. */
function pairIndices(N: number, height: number, width: number, [T, U]: readonly [number, number]): Node {
  const indices: number[] = [];
  for (let slot = 0; slot < 9; slot += 1)
    for (let n = 0; n < N; n += 1)
      for (let t = 0; t < T; t += 1)
        for (let u = 0; u < U; u += 1)
          for (let p = 0; p < 2; p += 1) {
            const row = 4 * t + 2 * Math.floor(slot / 3) + p;
            indices.push((n * height + row) * width + 2 * u + (slot % 3));
          }
  return constant(tensor("int32", [9, N * T * U * 2], Int32Array.from(indices)));
}

/**
 * Bᵀ m: the adjoint of `imageTiles`. A pixel is a sum over at most four slots of tiles: an odd pair stands in slot 1 of
 * one tile, an even one in slot 0 of its tile and in slot 2 of the tile before. A tenth slot holds the zeros that stand
 * for the others.
 */
function fromImageTiles(m: Node, [N, C, H, W]: Quad, y: Quad, [top, left]: ConvGeometry["padding"]): Node {
  const tiles = [y[2] / 2, y[3] / 2] as const;
  const rows = [...transposedOf(kron(B, B)), new Array<number>(9).fill(0)];
  const pixels = reshape(combine(rows, m), [10 * (m.shape[1] as number) * 4, C]);
  const sum = sumOfParts(pixels, slotIndices([N, H, W], tiles, [top, left]));
  return toChannelsFirst(reshape(sum, [N, H, W, C]));
}

/**
 * Σ over parts of the rows of `[R, C]` that each names. ONNX Runtime's sum over an inner axis has a price for each
 * stretch of C; below 64 channels, gathers and additions take a third of its time, above more.
 */
function sumOfParts(rows: Node, parts: readonly (readonly number[])[]): Node {
  const [count, channels] = [parts[0]?.length as number, rows.shape[1] as number];
  const indices = (values: readonly number[], shape: Shape): Node =>
    constant(tensor("int32", shape, Int32Array.from(values)));
  if (channels < 64) {
    return parts.map((part) => gather(rows, indices(part, [count]))).reduce((sum, part) => add(sum, part));
  }
  const together = Array.from({ length: count }, (_, i) => parts.map((part) => part[i] as number)).flat();
  return sumKeep(gather(rows, indices(together, [count, parts.length])), [1]);
}

const transposedOf = (rows: Matrix): Matrix =>
  (rows[0] as readonly number[]).map((_, column) => rows.map((row) => row[column] as number));

/** On one axis: the slots and tiles (slot, tile) that hold pair k; `null` for one that is not there. */
function slotsOf(k: number, tiles: number): readonly (readonly [slot: number, tile: number] | null)[] {
  if (k % 2 === 1) return [[1, (k - 1) / 2], null];
  const tile = k / 2;
  return [tile < tiles ? [0, tile] : null, tile > 0 ? [2, tile - 1] : null];
}

/** Where the four parts of each pixel stand, a list of N·H·W places for each part. */
function slotIndices(
  [N, H, W]: readonly [number, number, number],
  [T, U]: readonly [number, number],
  [top, left]: readonly [number, number],
): readonly (readonly number[])[] {
  const tilesInAll = N * T * U;
  const nowhere = 9 * tilesInAll * 4;
  const parts: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let n = 0; n < N; n += 1)
    for (let h = top; h < top + H; h += 1)
      for (let w = left; w < left + W; w += 1)
        parts.forEach((indices, part) => {
          const vertical = slotsOf(h >> 1, T)[part >> 1] ?? null;
          const horizontal = slotsOf(w >> 1, U)[part & 1] ?? null;
          if (vertical === null || horizontal === null) indices.push(nowhere);
          else {
            const tile = (n * T + vertical[1]) * U + horizontal[1];
            const slot = 3 * vertical[0] + horizontal[0];
            indices.push((slot * tilesInAll + tile) * 4 + 2 * (h & 1) + (w & 1));
          }
        });
  return parts;
}

/** A y: `[N, O, 2T, 2T']` → `[9, N·T·T', O]`. */
function outputTiles(y: Node): Node {
  const [N, O, P, Q] = y.shape as Quad;
  const split = reshape(toChannelsLast(y), [N, P / 2, 2, Q / 2, 2, O]);
  const corners = reshape(transpose(split, [2, 4, 0, 1, 3, 5]), [4, (N * P * Q) / 4, O]);
  return combine(kron(G, G), corners);
}

/** Aᵀ m: the adjoint of `outputTiles`. */
function fromOutputTiles(m: Node, [N, O, P, Q]: Quad): Node {
  const corners = reshape(combine(kron(G, G), m, { transposed: true }), [2, 2, N, P / 2, Q / 2, O]);
  return toChannelsFirst(reshape(transpose(corners, [2, 3, 0, 4, 1, 5]), [N, P, Q, O]));
}

/** Rows: m and a pixel (p, q) of 2×2; columns: the 16 places of the kernel. */
const kernelMatrix: Matrix = kron(G, G).flatMap((row) =>
  [0, 1, 2, 3].map((pixel) =>
    Array.from({ length: 16 }, (_, place) => {
      const [i, j] = [place >> 2, place & 3];
      const here = 2 * (i & 1) + (j & 1) === pixel;
      return here ? (row[2 * (i >> 1) + (j >> 1)] as number) : 0;
    }),
  ),
);

/** G w: `[O, C, 4, 4]` → `[9, 4·C, O]`. */
function kernelTiles(w: Node): Node {
  const [O, C] = w.shape as Quad;
  const combined = matmul(matrix(kernelMatrix), reshape(w, [O * C, 16]), { transposeB: true }); // [36, O·C]
  return reshape(transpose(reshape(combined, [36, O, C]), [0, 2, 1]), [9, 4 * C, O]);
}

/** Gᵀ m: the adjoint of `kernelTiles`, but for the order of m's axes: `[9, O, 4·C]` → `[O, C, 4, 4]`. */
function fromKernelTiles(m: Node, [O, C]: Quad): Node {
  const rows = reshape(transpose(reshape(m, [9, O, 4, C]), [0, 2, 1, 3]), [36, O * C]);
  return reshape(matmul(rows, matrix(kernelMatrix), { transposeA: true }), [O, C, 4, 4]);
}
