/** @file A way to compute the three primitives of one convolution: expressions in other primitives. */
import type { Node } from "../graph/node.ts";
import type { ConvolutionKind } from "./convolution-choices.ts";

/** Of the operands each primitive has, in their order: (x, w), (y, w), (x, y). */
export type ConvolutionForm = Readonly<Record<ConvolutionKind, (a: Node, b: Node) => Node>>;
