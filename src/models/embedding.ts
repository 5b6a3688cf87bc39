/** @file A table of vectors, looked up by label; first values N(0, 1), as PyTorch's. */
import type { Node } from "../graph/node.ts";
import { gather } from "../graph/primitives.ts";
import { normal } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** @property entries how many labels there are @property dimensions length of each vector */
export interface EmbeddingOptions {
  readonly entries: number;
  readonly dimensions: number;
  readonly initialiser?: Initialiser | undefined;
}

/**
 * Parameter: `weight` `[entries, dimensions]`.
 *
 * @param labels int32 `[I…]`, each in [0, entries) @returns `[I…, dimensions]` @throws E112 for other element types
 */
export function embedding(scope: Scope, labels: Node, options: EmbeddingOptions): Node {
  const { entries, dimensions, initialiser = normal({ standardDeviation: 1 }) } = options;
  return gather(scope.parameter("weight", [entries, dimensions], initialiser), labels);
}
