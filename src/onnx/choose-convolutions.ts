/**
 * @file Which convolutions are computed how: a rewrite of the graph, made right before it is lowered.
 *
 * Measured on two AVX-512 cores with ONNX Runtime 1.30: from 32 channels on both sides Winograd's form is faster than
 * `Conv` and `ConvTranspose`, in every direction and at every image size of DCGAN's networks (with one thread and 32
 * channels as fast, with two a quarter faster); with fewer, and so in the layers next to the image, the transforms cost
 * more than the products they save.
 */
import type { Node } from "../graph/node.ts";
import { mergeCommonSubexpressions } from "../graph/passes/common-subexpressions.ts";
import { rewrite } from "../graph/passes/rewrite.ts";
import type { ConvolutionChoices } from "./convolution-choices.ts";
import { type Convolution, isWinograd, winogradConv, winogradConvTranspose, winogradConvWeight } from "./winograd.ts";

const FEWEST_CHANNELS = 32;
/** Tiles are two outputs wide and high: of 3×3 outputs 7/16 of the work is for nothing, of 1×1 3/4. */
const FEWEST_OUTPUTS = 3;

/** The three shapes of a convolution, whichever of them it computes; `undefined` for other primitives. */
function convolutionOf({ op, inputs, shape }: Node): Convolution | undefined {
  const [a, b] = inputs.map((operand) => operand.shape);
  if (a === undefined || b === undefined) return undefined;
  if (op.kind === "conv") return { ...op, x: a, w: b, y: shape };
  if (op.kind === "convTranspose") return { ...op, y: a, w: b, x: shape };
  return op.kind === "convWeight" ? { ...op, x: a, y: b, w: shape } : undefined;
}

function paysOff(convolution: Convolution): boolean {
  const [O, C] = convolution.w as readonly [number, number];
  const [, , P, Q] = convolution.y as readonly [number, number, number, number];
  return isWinograd(convolution) && Math.min(O, C) >= FEWEST_CHANNELS && Math.min(P, Q) >= FEWEST_OUTPUTS;
}

/** The same value in the faster form; `undefined` where there is none. */
function faster(node: Node): Node | undefined {
  const convolution = convolutionOf(node);
  if (convolution === undefined || !paysOff(convolution)) return undefined;
  const [a, b] = node.inputs as readonly [Node, Node];
  if (node.op.kind === "conv") return winogradConv(a, b, convolution);
  return node.op.kind === "convTranspose"
    ? winogradConvTranspose(a, b, convolution)
    : winogradConvWeight(a, b, convolution);
}

/** @returns the same results, equal but for rounding; transforms that several convolutions need are computed once */
export const chooseConvolutions = (results: readonly Node[], _choices: ConvolutionChoices = {}): Node[] =>
  mergeCommonSubexpressions(rewrite(results, faster));
