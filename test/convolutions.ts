/** @file Random convolutions for tests: kernels, strides, paddings, dilations, rows left over, images not square. */
import type { Node } from "../src/graph/node.ts";
import { conv, convTranspose, convWeight } from "../src/graph/primitives.ts";
import type { Convolution, ConvolutionKind } from "../src/onnx/convolution-choices.ts";
import type { Draw } from "./draw.ts";

export const CONVOLUTION_KINDS: readonly ConvolutionKind[] = ["conv", "convTranspose", "convWeight"];

/** @param most outputs on an axis */
export function drawConvolution(draw: Draw, most = 7): Convolution {
  const [N, O] = draw.integers(2, 1, 3) as [number, number];
  const C = draw.pick([1, 2, 3, 64]); // from 64 on, parts of a pixel are summed another way
  const axes = [drawAxis(draw, most), drawAxis(draw, most)] as const;
  const [down, across] = axes;
  return {
    stride: [down.stride, across.stride],
    dilation: [down.dilation, across.dilation],
    padding: [down.before, across.before, down.after, across.after],
    x: [N, C, down.pixels, across.pixels],
    w: [O, C, down.kernel, across.kernel],
    y: [N, O, down.outputs, across.outputs],
  };
}

function drawAxis(draw: Draw, most: number) {
  const [stride, kernel] = [draw.integer(1, 2), draw.integer(1, 5)];
  const dilation = draw.pick([1, 1, 1, 2]);
  const outputs = draw.integer(1, most);
  const reach = dilation * (kernel - 1) + 1;
  const leftOver = draw.integer(0, stride - 1);
  const extent = stride * (outputs - 1) + reach + leftOver;
  const before = draw.integer(0, Math.min(2, reach - 1, extent - 1));
  const after = draw.integer(0, Math.min(2, reach - 1, extent - 1 - before));
  return { stride, kernel, dilation, outputs, before, after, pixels: extent - before - after };
}

/** The primitive, over operands of these shapes. */
export function primitiveOf(kind: ConvolutionKind, a: Node, b: Node, convolution: Convolution): Node {
  const { stride, padding, dilation, x, w } = convolution;
  const geometry = { stride, padding, dilation };
  if (kind === "conv") return conv(a, b, geometry);
  if (kind === "convTranspose") return convTranspose(a, b, { ...geometry, size: [x[2], x[3]] });
  return convWeight(a, b, { ...geometry, kernel: [w[2], w[3]] });
}

/** Operands drawn for a primitive. */
export function drawOperands(draw: Draw, kind: ConvolutionKind, { x, w, y }: Convolution): readonly [Node, Node] {
  const shapes = { conv: [x, w], convTranspose: [y, w], convWeight: [x, y] } as const;
  return [draw.float(shapes[kind][0]), draw.float(shapes[kind][1])];
}
