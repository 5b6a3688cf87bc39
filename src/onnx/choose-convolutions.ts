/**
 * @file Which convolutions are computed how: a rewrite of the graph, made right before it is lowered.
 *
 * What no choice names gets a fixed rule's. Measured on two AVX-512 cores with ONNX Runtime 1.30: from 32 channels on
 * both sides Winograd's form is faster than `Conv` and `ConvTranspose`, in every direction and at every image size of
 * DCGAN's networks with kernels of 4; with fewer, and so in the layers next to the image, the transforms cost more than
 * the products they save.
 */
import type { Node } from "../graph/node.ts";
import { mergeCommonSubexpressions } from "../graph/passes/common-subexpressions.ts";
import { rewrite } from "../graph/passes/rewrite.ts";
import {
  type Convolution,
  type ConvolutionChoices,
  type ConvolutionKind,
  convolutionOf,
  geometryKey,
} from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { type ConvolutionLowering, canLower, formOf } from "./convolution-lowerings.ts";

const FEWEST_CHANNELS = 32;
/** Tiles are two outputs wide and high: of 3×3 outputs 7/16 of the work is for nothing, of 1×1 3/4. */
const FEWEST_OUTPUTS = 3;

/** The fixed rule, the same on every machine. */
export function defaultLowering(_kind: ConvolutionKind, { w, y, stride, dilation }: Convolution): ConvolutionLowering {
  const [O, C, kh, kw] = w;
  const [, , P, Q] = y;
  const strided = [kh, kw].every((k) => k === 4) && stride.every((s) => s === 2) && dilation.every((d) => d === 1);
  return strided && Math.min(O, C) >= FEWEST_CHANNELS && Math.min(P, Q) >= FEWEST_OUTPUTS ? "winograd2" : "direct";
}

/** What a convolution gets: what was chosen, where that is a lowering it has, or else the fixed rule's. */
export function loweringFor(
  kind: ConvolutionKind,
  convolution: Convolution,
  choices: ConvolutionChoices,
): ConvolutionLowering {
  const chosen = choices[geometryKey(convolution)]?.[kind];
  return chosen !== undefined && canLower(chosen, convolution) ? chosen : defaultLowering(kind, convolution);
}

/** @returns the same results, equal but for rounding; transforms that several convolutions need are computed once */
export function chooseConvolutions(results: readonly Node[], choices: ConvolutionChoices = {}): Node[] {
  const forms = new Map<string, ConvolutionForm | null>();
  const formFor = (name: ConvolutionLowering, convolution: Convolution): ConvolutionForm | null => {
    const key = `${name} ${geometryKey(convolution)}`;
    const known = forms.get(key);
    if (known !== undefined) return known;
    const form = formOf(name, convolution);
    forms.set(key, form);
    return form;
  };
  const rewritten = rewrite(results, (node) => {
    const found = convolutionOf(node);
    if (found === undefined) return undefined;
    const { kind, convolution } = found;
    const form = formFor(loweringFor(kind, convolution, choices), convolution);
    return form?.[kind](...(node.inputs as [Node, Node]));
  });
  return mergeCommonSubexpressions(rewritten);
}
