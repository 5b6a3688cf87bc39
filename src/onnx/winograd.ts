/**
 * @file Convolutions with fewer multiplications: Winograd's minimal filtering F(m, r), in all three directions, as a
 * rewrite of the graph before it is lowered.
 *
 * A convolution with a stride of s is, on each axis, one of stride 1 over groups of s pixels, with r = ⌈k/s⌉ taps:
 * y[h] = Σⱼ Σ_p q[h + j, p]·w[s·j + p], with q[t, p] = x[s·t + p]. m neighbouring outputs, a tile, need m·r products;
 * n = m + r − 1 do (`winograd-transforms.ts`). In two directions n² products of matrices remain, over groups of s×s
 * pixels as channels: with a kernel of 4, a stride of 2 and tiles of 2 it is 9/16 of the multiplications, with tiles
 * of 4, 25/64. Written as y = Aᵀ[(G w)(B x)], the other two convolutions are its adjoints, x = Bᵀ[(G w)(A y)] and
 * w = Gᵀ[(B x)(A y)]: all three share the same three transforms, and what one has computed the others use again.
 *
 * Images are turned to have channels last, and moved in rows of a pixel's channels by `gather` (`winograd-plan.ts`).
 *
 * Winograd, Arithmetic complexity of computations, 1980; Lavin & Gray, 2015, https://arxiv.org/abs/1509.09308.
 */
import { floatTensor, tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, gather, matmul, pad, reshape, sumKeep, transpose } from "../graph/primitives.ts";
import type { Convolution } from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { framed, indices, once, toChannelsFirst, toChannelsLast } from "./form-parts.ts";
import {
  cornerPlaces,
  imagePlaces,
  kernelPlaces,
  outputPlaces,
  pixelPlaces,
  type TilePlan,
  tapPlaces,
  tilePlan,
} from "./winograd-plan.ts";
import { kron, type Matrix, transposed } from "./winograd-transforms.ts";

/** @param tile outputs of a tile on each axis */
export function winogradForm(convolution: Convolution, tile: number): ConvolutionForm {
  const plan = tilePlan(convolution, tile);
  const { imageTiles, fromImageTiles } = imageTransforms(plan);
  const { outputTiles, fromOutputTiles } = outputTransforms(plan);
  const { kernelTiles, kernelTilesAnew, fromKernelTiles } = kernelTransforms(plan);
  return {
    conv: (x, w) => fromOutputTiles(matmul(imageTiles(x), kernelTiles(w), { transposeB: true })),
    convTranspose: (y, w) => fromImageTiles(matmul(outputTiles(y), kernelTilesAnew(w))),
    convWeight: (x, y) => fromKernelTiles(matmul(outputTiles(y), imageTiles(x), { transposeA: true })),
  };
}

type Transform = (x: Node) => Node;

/** A matrix times a tensor along its first axis: `[m, k]`, `[k, …]` → `[m, …]`. */
function combine(rows: Matrix, x: Node): Node {
  const [first, ...rest] = x.shape as [number, ...number[]];
  const values = constant(floatTensor([rows.length, first], rows.flat()));
  const flat = reshape(x, [first, rest.reduce((size, extent) => size * extent, 1)]);
  return reshape(matmul(values, flat), [rows.length, ...rest]);
}

/** B x: `[N, C, H, W]` → `[n·n', tiles, stride·stride'·C]`, and its adjoint. */
function imageTransforms(plan: TilePlan): { imageTiles: Transform; fromImageTiles: Transform } {
  const { down, across, N, C, tiles } = plan;
  const group = down.stride * across.stride;
  const matrix = kron(down.B, across.B);
  const places = once(() => indices(imagePlaces(plan)));
  const sumOfParts = once(() => partsAdder(pixelPlaces(plan), C));
  return {
    imageTiles: (x) => {
      const [rows, columns] = [down.groups * down.stride, across.groups * across.stride];
      const whole = framed(toChannelsLast(x), [down.before, across.before], [rows, columns]);
      const source = reshape(whole, [N * rows * across.groups, across.stride * C]); // neighbours side by side
      const taken = reshape(gather(source, places()), [matrix.length, tiles, group * C]);
      return combine(matrix, taken);
    },
    fromImageTiles: (m) => {
      // one row more: the zeros of parts that are not there
      const spread = combine([...transposed(matrix), matrix.map(() => 0)], m);
      const pixels = reshape(spread, [(matrix.length + 1) * tiles * group, C]);
      return toChannelsFirst(reshape(sumOfParts()(pixels), [N, down.pixels, across.pixels, C]));
    },
  };
}

/**
 * Σ over parts of the rows of `[R, C]` that each names. ONNX Runtime's sum over an inner axis has a price for each
 * stretch of C; up to 64 channels, gathers and additions take less time, and a quarter of its memory; above, more time.
 */
function partsAdder(parts: readonly Int32Array<ArrayBuffer>[], channels: number): Transform {
  if (channels <= 64) {
    const places = parts.map(indices);
    return (rows) => places.map((part) => gather(rows, part)).reduce((sum, part) => add(sum, part));
  }
  const count = (parts[0] as Int32Array).length;
  const together = new Int32Array(count * parts.length);
  parts.forEach((part, index) => {
    for (let i = 0; i < count; i += 1) together[i * parts.length + index] = part[i] as number;
  });
  const places = constant(tensor("int32", [count, parts.length], together));
  return (rows) => sumKeep(gather(rows, places), [1]);
}

/** A y: `[N, O, P, Q]` → `[n·n', tiles, O]`, and its adjoint. */
function outputTransforms(plan: TilePlan): { outputTiles: Transform; fromOutputTiles: Transform } {
  const { down, across, N, O, tiles } = plan;
  const matrix = kron(down.A, across.A);
  const corners = down.tile * across.tile;
  const places = once(() => indices(outputPlaces(plan)));
  const back = once(() => indices(cornerPlaces(plan)));
  return {
    outputTiles: (y) => {
      const whole = framed(toChannelsLast(y), [0, 0], [down.tiles * down.tile, across.tiles * across.tile]);
      const taken = gather(reshape(whole, [corners * tiles, O]), places());
      return combine(matrix, reshape(taken, [corners, tiles, O]));
    },
    fromOutputTiles: (m) => {
      const rows = reshape(combine(transposed(matrix), m), [corners * tiles, O]);
      return toChannelsFirst(reshape(gather(rows, back()), [N, down.outputs, across.outputs, O]));
    },
  };
}

interface KernelTransforms {
  readonly kernelTiles: Transform;
  /**
   * The same, computed from the taps in the reverse order, so that it is no node that another convolution has. Of a
   * layer's two directions one runs long after the other, and a transformed kernel is n·n'/k·k' times as large as the
   * kernel, more than most images: to keep them for the way back costs a tenth of a step's memory, and to compute them
   * anew a hundredth of its time.
   */
  readonly kernelTilesAnew: Transform;
  readonly fromKernelTiles: Transform;
}

/** G w: `[O, C, kh, kw]` → `[n·n', O, stride·stride'·C]`, and its adjoint. */
function kernelTransforms(plan: TilePlan): KernelTransforms {
  const { down, across, C, O } = plan;
  const matrix = kron(down.G, across.G);
  const [size, taps] = [down.kernel * across.kernel, down.taps * across.taps];
  const group = down.stride * across.stride;
  const places = once(() => indices(tapPlaces(plan)));
  const reversed = once(() => indices(reversedChunks(tapPlaces(plan), O * group)));
  const back = once(() => indices(kernelPlaces(plan)));
  const some = size < taps * group ? 1 : 0; // taps beyond the kernel are zeros
  const tilesOf = (w: Node, rowsOfTaps: Matrix, from: Node): Node => {
    const rows = transpose(reshape(w, [O, C, size]), [2, 0, 1]); // [kh·kw, O, C]
    const source = reshape(pad(rows, [0, 0, 0], [some, 0, 0]), [(size + some) * O, C]);
    return combine(rowsOfTaps, reshape(gather(source, from), [taps, O, group * C]));
  };
  return {
    kernelTiles: (w) => tilesOf(w, matrix, places()),
    kernelTilesAnew: (w) =>
      tilesOf(
        w,
        matrix.map((row) => [...row].reverse()),
        reversed(),
      ),
    fromKernelTiles: (m) => {
      const rows = reshape(combine(transposed(matrix), m), [taps * O * group, C]);
      const places = reshape(gather(rows, back()), [size, O, C]);
      return reshape(transpose(places, [1, 2, 0]), [O, C, down.kernel, across.kernel]);
    },
  };
}

/** Stretches of `size` places, the last one first. */
const reversedChunks = (places: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> =>
  places.map((_, i) => places[places.length - size * (Math.floor(i / size) + 1) + (i % size)] as number);
