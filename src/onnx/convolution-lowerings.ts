/**
 * @file The ways to compute a convolution that may be chosen, a closed list.
 *
 *   direct       ONNX's Conv and ConvTranspose (`convolution.ts`)
 *   product      one product of matrices over patches (`product-form.ts`)
 *   winogradM    Winograd's minimal filtering in tiles of M×M outputs (`winograd.ts`)
 */
import type { Convolution } from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { patchesExceed, productForm } from "./product-form.ts";
import { winogradForm } from "./winograd.ts";
import { hasTiles } from "./winograd-plan.ts";

/** In the order in which they are tried. */
export const CONVOLUTION_LOWERINGS = ["direct", "winograd2", "winograd3", "winograd4", "product"] as const;
export type ConvolutionLowering = (typeof CONVOLUTION_LOWERINGS)[number];

/** 256 MB of patches would cost more memory than a step has. */
const MOST_PATCHES = 2 ** 26;

const tileOf = (name: ConvolutionLowering): number => Number(/^winograd(\d)$/.exec(name)?.[1] ?? 0);

/** Whether a lowering can compute a convolution, all three of its primitives. */
export function canLower(name: string, convolution: Convolution): name is ConvolutionLowering {
  const known = CONVOLUTION_LOWERINGS.find((one) => one === name);
  if (known === undefined || known === "direct") return known !== undefined;
  return known === "product" ? !patchesExceed(convolution, MOST_PATCHES) : hasTiles(convolution, tileOf(known));
}

/** @returns `null` for the primitives as they are */
export function formOf(name: ConvolutionLowering, convolution: Convolution): ConvolutionForm | null {
  if (name === "direct") return null;
  return name === "product" ? productForm(convolution) : winogradForm(convolution, tileOf(name));
}
