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

const tilesOf = (convolution: Convolution): readonly ConvolutionLowering[] =>
  CONVOLUTION_LOWERINGS.filter((name) => tileOf(name) > 0 && canLower(name, convolution));

/** The tile of fewest multiplications, of equal ones the smaller; `undefined` where there is none. */
export function leastTile(convolution: Convolution): ConvolutionLowering | undefined {
  const cost = (name: ConvolutionLowering): number => multiplications(tileOf(name), convolution);
  const [first, ...others] = tilesOf(convolution);
  return first && others.reduce((least, name) => (cost(name) < cost(least) ? name : least), first);
}

/** Tiles are not tried with fewer channels on a side, as next to the image: there transforms never pay. */
const FEWEST_TILED = 8;
/** Patches repeat each pixel once for each place of the kernel that sees it: of kernels up to 3×3 that may pay. */
const MOST_PLACES = 9;
/** Outputs of all images together: with fewer, patches are small whatever the kernel, and are tried. */
const FEW_ROWS = 256;

/** Those worth timing: of tiles, the smallest and the one that multiplies least; patches where they are small. */
export function candidateLowerings(convolution: Convolution): readonly ConvolutionLowering[] {
  const [O, C, kh, kw] = convolution.w;
  const [N, , P, Q] = convolution.y;
  const tiles = Math.min(O, C) < FEWEST_TILED ? [] : tilesOf(convolution);
  const small = kh * kw <= MOST_PLACES || N * P * Q < FEW_ROWS || P * Q === 1;
  const worth = new Set<ConvolutionLowering | undefined>(["direct", tiles[0]]);
  if (tiles.length > 0) worth.add(leastTile(convolution));
  if (small) worth.add("product");
  return CONVOLUTION_LOWERINGS.filter((name) => worth.has(name) && canLower(name, convolution));
}

/** Products of all tiles, of each pair of channels. */
function multiplications(tile: number, { w, y, stride }: Convolution): number {
  const [down, across] = ([0, 1] as const).map((axis) => {
    const taps = Math.ceil(w[(axis + 2) as 2 | 3] / stride[axis]);
    return Math.ceil(y[(axis + 2) as 2 | 3] / tile) * (tile + taps - 1);
  }) as [number, number];
  return down * across;
}

/** @returns `null` for the primitives as they are */
export function formOf(name: ConvolutionLowering, convolution: Convolution): ConvolutionForm | null {
  if (name === "direct") return null;
  return name === "product" ? productForm(convolution) : winogradForm(convolution, tileOf(name));
}
