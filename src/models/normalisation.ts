/** @file Norms by name, for networks that let one be chosen. */
import type { Node } from "../graph/node.ts";
import { batchNorm } from "./batch-norm.ts";
import { instanceNorm } from "./instance-norm.ts";
import { layerNorm } from "./layer-norm.ts";
import type { Scope } from "./scope.ts";

export type NormName = "none" | "batch" | "layer" | "instance";

/** @param x `[N, C]` or `[N, C, H, W]` (`instance`: the latter) @returns the same shape */
export function normalise(name: NormName, scope: Scope, x: Node): Node {
  return norms[name](scope, x);
}

const norms: Readonly<Record<NormName, (scope: Scope, x: Node) => Node>> = {
  none: (_, x) => x,
  batch: batchNorm,
  layer: (scope, x) => layerNorm(scope, x, { affine: "channels" }),
  instance: (scope, x) => instanceNorm(scope, x, { affine: "channels" }),
};
