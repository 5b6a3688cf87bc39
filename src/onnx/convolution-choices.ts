/** @file Which lowering each convolution of a program gets: plain data, as a cache and a run's folder keep it. */
import type { ConvGeometry, Node } from "../graph/node.ts";

/** The three primitives of one convolution, each the adjoint of the others. */
export type ConvolutionKind = "conv" | "convTranspose" | "convWeight";

/** By geometry (`geometryKey`), then by primitive: the name of a lowering. What is not in it gets the fixed rule's. */
export type ConvolutionChoices = Readonly<Record<string, Readonly<Partial<Record<ConvolutionKind, string>>>>>;

/** Examples or output channels, channels, height, width. */
export type Quad = readonly [number, number, number, number];

/** One convolution: which shapes its image x, its kernel w and its result y have. */
export interface Convolution extends ConvGeometry {
  readonly x: Quad;
  readonly w: Quad;
  readonly y: Quad;
}

/** A node that is a convolution, and the three shapes, whichever of them it computes. */
export interface ConvolutionNode {
  readonly kind: ConvolutionKind;
  readonly convolution: Convolution;
}

/** @returns `undefined` for other primitives */
export function convolutionOf({ op, inputs, shape }: Node): ConvolutionNode | undefined {
  if (op.kind !== "conv" && op.kind !== "convTranspose" && op.kind !== "convWeight") return undefined;
  const [a, b, result] = [...inputs.map((operand) => operand.shape), shape] as unknown as [Quad, Quad, Quad];
  const { kind, stride, padding, dilation } = op;
  const shapes = { conv: [a, b, result], convTranspose: [result, b, a], convWeight: [a, result, b] } as const;
  const [x, w, y] = shapes[kind];
  return { kind, convolution: { stride, padding, dilation, x, w, y } };
}

/** What makes two convolutions the same but for their operands, in one line: shapes of x, w and y, and the geometry. */
export function geometryKey({ x, w, y, stride, padding, dilation }: Convolution): string {
  const [shapes, steps] = [[x, w, y].map((shape) => shape.join("x")), [stride, padding, dilation].map(String)];
  return [...shapes, ...["s", "p", "d"].map((letter, i) => letter + steps[i])].join(" ");
}

/** Multiplications and additions that the convolution's definition asks for, whichever of the three it computes. */
export const flopsOf = ({ w, y }: Convolution): number => {
  const [N, , P, Q] = y;
  return 2 * N * P * Q * w.reduce((product, extent) => product * extent, 1);
};
