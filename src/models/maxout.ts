/**
 * @file Maxout: a linear layer of which each output is the largest of several pieces.
 *
 *   y_i = max_j (W_ij·x + b_ij), j < pieces
 *
 * Goodfellow et al., "Maxout networks", 2013, https://arxiv.org/abs/1302.4389; the discriminator of the first GAN.
 */
import { max } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { reshape } from "../graph/primitives.ts";
import { type LinearOptions, linear } from "./linear.ts";
import type { Scope } from "./scope.ts";

/** @property out how many outputs @property pieces how many linear pieces each has, 5 by default */
export interface MaxoutOptions extends LinearOptions {
  readonly pieces?: number;
}

/** Parameters: `weight` `[out·pieces, in]`, `bias` `[out·pieces]`. @param x `[N, in]` @returns `[N, out]` */
export function maxout(scope: Scope, x: Node, { out, pieces = 5, ...options }: MaxoutOptions): Node {
  const all = linear(scope, x, { ...options, out: out * pieces });
  return max(reshape(all, [x.shape[0] as number, out, pieces]), [2]);
}
