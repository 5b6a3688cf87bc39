/**
 * @file Lowering of the three convolutions.
 *
 *   conv(x, w)          → Conv
 *   convTranspose(y, w) → ConvTranspose, whose `output_padding` restores the rows a strided convolution leaves over
 *   convWeight(x, y)    → Conv over transposed operands: examples become channels, y the kernel, and stride and
 *                         dilation change places, for w[o, c, i, j] = Σ x[n, c, i·d + s·h − p, …] y[n, o, h, …]
 */
import type { ConvGeometry, Node, Op } from "../graph/node.ts";
import { convExtent } from "../graph/shape-rules.ts";
import type { LoweringContext } from "./lowering.ts";

type OpOf<K extends Op["kind"]> = Extract<Op, { kind: K }>;

const attributes = ({ stride, padding, dilation }: ConvGeometry): Record<string, readonly number[]> => ({
  strides: stride,
  pads: padding,
  dilations: dilation,
});

/** `operands` may hold a third, a bias of one element a channel. */
export function lowerConv(op: OpOf<"conv">, node: Node, { model, operands }: LoweringContext): string {
  const kernel = (node.inputs[1] as Node).shape.slice(2);
  return model.node("Conv", operands, { ...attributes(op), kernel_shape: kernel });
}

export function lowerConvTranspose(
  op: OpOf<"convTranspose">,
  node: Node,
  { model, operands }: LoweringContext,
): string {
  const kernel = (node.inputs[1] as Node).shape.slice(2);
  const extents = (node.inputs[0] as Node).shape.slice(2);
  const leftOver = ([0, 1] as const).map((axis) => {
    const reached =
      op.stride[axis] * ((extents[axis] as number) - 1) + op.dilation[axis] * ((kernel[axis] as number) - 1) + 1;
    return op.size[axis] - (reached - op.padding[axis] - op.padding[(axis + 2) as 2 | 3]);
  });
  const extra = leftOver.some((n) => n > 0) ? { output_padding: leftOver } : {};
  return model.node("ConvTranspose", operands, { ...attributes(op), kernel_shape: kernel, ...extra });
}

export function lowerConvWeight(op: OpOf<"convWeight">, node: Node, { model, operands }: LoweringContext): string {
  const [x, y] = [node.inputs[0] as Node, node.inputs[1] as Node];
  const [, , height, width] = y.shape as [number, number, number, number];
  const swapped = operands.map((name) => model.node("Transpose", [name], { perm: [1, 0, 2, 3] }));
  const geometry: ConvGeometry = { stride: op.dilation, padding: op.padding, dilation: op.stride };
  const whole = model.node("Conv", swapped, { ...attributes(geometry), kernel_shape: [height, width] }); // [C, O, ≥kh, ≥kw]
  const cut = cutToKernel(whole, op, x, y, geometry, model);
  return model.node("Transpose", [cut], { perm: [1, 0, 2, 3] });
}

/** Rows and columns that a strided convolution left over reach past the kernel; they are dropped. */
function cutToKernel(
  whole: string,
  { kernel }: OpOf<"convWeight">,
  x: Node,
  y: Node,
  geometry: ConvGeometry,
  model: LoweringContext["model"],
): string {
  const reached = ([0, 1] as const).map((axis) =>
    convExtent(x.shape[axis + 2] as number, y.shape[axis + 2] as number, geometry, axis),
  );
  if (reached.every((extent, axis) => extent === kernel[axis])) return whole;
  return model.node("Slice", [whole, model.int64([0, 0]), model.int64(kernel), model.int64([2, 3])]);
}
