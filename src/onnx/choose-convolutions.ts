/**
 * @file Which convolutions are computed how: a rewrite of the graph, made right before it is lowered.
 *
 * What no choice names gets a fixed rule's, from what was measured on AVX-512 cores with ONNX Runtime 1.30 at DCGAN's
 * shapes. Where a stride of 2 leaves two taps or three whole (kernels of 4 and 5), Winograd's form is faster than `Conv`
 * and `ConvTranspose` from 16 channels on both sides, in every direction; the tile that multiplies least is the fastest
 * or near it. A kernel of 3 has one tap too few: there only the kernel's gradient gains. Next to the image the
 * transforms cost more than the products they save. In float16 the transforms of larger tiles lose too much.
 */
import type { Node } from "../graph/node.ts";
import { mergeCommonSubexpressions } from "../graph/passes/common-subexpressions.ts";
import { rewrite } from "../graph/passes/rewrite.ts";
import { type Convolution, type ConvolutionKind, convolutionOf, geometryKey } from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { type ConvolutionLowering, canLower, formOf, leastTile } from "./convolution-lowerings.ts";
import type { LoweringOptions } from "./lowering-options.ts";

const FEWEST_CHANNELS = 16;
/** Of fewer outputs on an axis, tiles are mostly empty. */
const FEWEST_OUTPUTS = 3;
/** Of all images: with fewer, transforming the kernel costs more than the products it spares. */
const FEWEST_ROWS = 256;

/** The fixed rule, the same on every machine. */
export function defaultLowering(
  kind: ConvolutionKind,
  convolution: Convolution,
  precision: LoweringOptions["precision"] = "full",
): ConvolutionLowering {
  const [O, C, kh, kw] = convolution.w;
  const [N, , P, Q] = convolution.y;
  const strided = convolution.stride.every((s) => s === 2);
  const few = Math.min(O, C) < FEWEST_CHANNELS || Math.min(P, Q) < FEWEST_OUTPUTS || N * P * Q < FEWEST_ROWS;
  if (!strided || few || Math.min(kh, kw) < (kind === "convWeight" ? 3 : 4)) return "direct";
  const name = precision === "mixed" ? "winograd2" : leastTile(convolution);
  return name !== undefined && canLower(name, convolution) ? name : "direct";
}

/** What a convolution gets: what was chosen, where that is a lowering it has, or else the fixed rule's. */
export function loweringFor(
  kind: ConvolutionKind,
  convolution: Convolution,
  { choices = {}, precision }: LoweringOptions,
): ConvolutionLowering {
  const chosen = choices[geometryKey(convolution)]?.[kind];
  return chosen !== undefined && canLower(chosen, convolution) ? chosen : defaultLowering(kind, convolution, precision);
}

/** @returns the same results, equal but for rounding; transforms that several convolutions need are computed once */
export function chooseConvolutions(results: readonly Node[], options: LoweringOptions = {}): Node[] {
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
    const form = formFor(loweringFor(kind, convolution, options), convolution);
    return form?.[kind](...(node.inputs as [Node, Node]));
  });
  return mergeCommonSubexpressions(rewritten);
}
