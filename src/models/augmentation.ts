/**
 * @file What augmentation does to a batch of images `[N, C, H, W]` in [−1, 1]: colour, translation, cutout, each with
 * numbers of its own for each example. All three are linear in the image, so a generator learns through them.
 *
 * They are the transforms of Zhao et al., "Differentiable augmentation for data-efficient GAN training", 2020,
 * https://arxiv.org/abs/2006.10738; which numbers they get is `game/diff-augment.ts`' affair.
 */
import { checkShape } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import { meanKeep } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import {
  abs,
  add,
  broadcastTo,
  cast,
  concat,
  constant,
  equal,
  greater,
  matmul,
  mul,
  neg,
  reshape,
  sliceAxis,
  sub,
} from "../graph/primitives.ts";

/** How the colours of each example change; `[N]` each. */
export interface ColourChange {
  /** Added to each pixel; 0 changes nothing. */
  readonly brightness: Node;
  /** How far each pixel is from its own grey, in units of what it was; 1 changes nothing. */
  readonly saturation: Node;
  /** How far each pixel is from the image's mean, in units of what it was; 1 changes nothing. */
  readonly contrast: Node;
}

/** An image of four channels has its opacity in the last. */
const WITH_ALPHA = 4;

/**
 * Brightness, then saturation, then contrast. With m the mean of a pixel's channels and μ that of the whole image,
 *
 *   x + b,   m + s·(x − m),   μ + c·(x − μ)   one after the other are   c·s·x + c·(1 − s)·m + (1 − c)·μ + b,
 *
 * for brightness moves m and μ along, and saturation leaves them. A grey image is its own m; alpha stays as it is.
 *
 * @param x `[N, C, H, W]` @returns the same shape; pixels may leave [−1, 1]
 */
export function changeColour(x: Node, change: ColourChange): Node {
  const [n, channels] = checkImages("changeColour", x, change.brightness, change.saturation, change.contrast);
  if (channels === WITH_ALPHA) {
    const colours = changeColour(sliceAxis(x, 1, 0, WITH_ALPHA - 1), change);
    return concat([colours, sliceAxis(x, 1, WITH_ALPHA - 1, WITH_ALPHA)], 1);
  }
  const each = (node: Node): Node => reshape(node, [n, 1, 1, 1]);
  const [b, s, c] = [each(change.brightness), each(change.saturation), each(change.contrast)];
  const around = add(mul(sub(1, c), meanKeep(x, [1, 2, 3])), b); // [N, 1, 1, 1]
  if (channels === 1) return add(mul(c, x), around);
  const grey = meanKeep(x, [1]); // [N, 1, H, W]
  return add(mul(mul(c, s), x), add(mul(mul(c, sub(1, s)), grey), around));
}

/**
 * Moves each image by whole pixels, zeros (mid grey) coming in from the border.
 *
 * A shift is a product with a matrix that has a 1 where output meets input: exact, a product again in both directions
 * of the derivative, and on a processor as fast as gathering rows, whose derivative would scatter (64 images of 64×64×3:
 * 4 ms of a step of 1,300).
 *
 * @param x `[N, C, H, W]` @param down `[N]` whole numbers, may be negative @param right the same @returns the same shape
 */
export function translate(x: Node, { down, right }: { readonly down: Node; readonly right: Node }): Node {
  const [n, c, h, w] = checkImages("translate", x, down, right);
  const across = matmul(reshape(x, [n, c * h, w]), shiftMatrix(right, w)); // [N, C·H, W]
  const from = reshape(shiftMatrix(neg(down), h), [n, 1, h, h]); // rows: output, columns: input
  return matmul(broadcastTo(from, [n, c, h, h]), reshape(across, [n, c, h, w]));
}

/** 1 in row i, column j where j − i is the example's shift. @param shift `[N]` @returns `[N, extent, extent]` */
function shiftMatrix(shift: Node, extent: number): Node {
  const steps = Array.from({ length: extent * extent }, (_, at) => (at % extent) - Math.floor(at / extent));
  const distance = constant(floatTensor([1, extent, extent], steps));
  return cast(equal(distance, reshape(shift, [shift.shape[0] as number, 1, 1])), "float32");
}

/** A rectangle that is cut out of each image. */
export interface Cut {
  /** The row its middle is in, `[N]`, whole numbers in [0, H); parts beyond the border cut nothing. */
  readonly row: Node;
  /** The column, in [0, W). */
  readonly column: Node;
  /** Its height, in pixels: the same for all examples. */
  readonly height: number;
  readonly width: number;
  /** `[N]`, 1 or 0: whether the example is cut at all. */
  readonly cut: Node;
}

/** Zeros (mid grey) in a rectangle of each image, in all of its channels. @param x `[N, C, H, W]` @returns the same shape */
export function cutOut(x: Node, { row, column, height, width, cut }: Cut): Node {
  const [n, , h, w] = checkImages("cutOut", x, row, column, cut);
  const rows = reshape(within(row, h, height), [n, 1, h, 1]);
  const columns = reshape(within(column, w, width), [n, 1, 1, w]);
  const kept = sub(1, mul(mul(rows, columns), reshape(cut, [n, 1, 1, 1]))); // [N, 1, H, W]
  return mul(x, kept);
}

/** 1 for the `size` places from ⌊size/2⌋ before the middle on. @param middle `[N]` @returns `[N, extent]` */
function within(middle: Node, extent: number, size: number): Node {
  const places = Array.from({ length: extent }, (_, place) => place);
  const centre = (size - 1) / 2 - Math.floor(size / 2); // of the rectangle, from its middle place
  const offset = sub(constant(floatTensor([1, extent], places)), reshape(middle, [middle.shape[0] as number, 1]));
  return cast(greater(size / 2, abs(sub(offset, centre))), "float32");
}

/** @returns the extents of the images @throws E110 where one is no batch of images, or a number is not one an example */
function checkImages(where: string, x: Node, ...numbers: readonly Node[]): readonly [number, number, number, number] {
  checkShape(where, x.shape, [null, null, null, null]);
  for (const node of numbers) checkShape(where, node.shape, [x.shape[0] as number]);
  return x.shape as unknown as readonly [number, number, number, number];
}
