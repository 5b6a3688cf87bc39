/** @file How D is told of the rest of a batch, by name. */
import type { Node } from "../graph/node.ts";
import { minibatchDiscrimination } from "./minibatch-discrimination.ts";
import { minibatchStddev } from "./minibatch-stddev.ts";
import type { Scope } from "./scope.ts";

export const MINIBATCHES = ["none", "discrimination", "stddev"] as const;
/** A name, or discrimination with another number of kernels than the paper's 100. */
export type Minibatch = (typeof MINIBATCHES)[number] | { readonly kernels: number };

/**
 * D's last features with what they say of the batch; a linear layer takes either further.
 *
 * @param scope of the layer; only `discrimination` has a parameter @param x features `[N, …]`
 * @returns `none`: x; `discrimination`: `[N, A + kernels]`, flat; `stddev`: one channel more
 */
export function withMinibatch(how: Minibatch, scope: Scope, x: Node): Node {
  if (how === "none") return x;
  if (how === "stddev") return minibatchStddev(x);
  return minibatchDiscrimination(scope, x, how === "discrimination" ? {} : how);
}
