/** @file All passes, one after the other, until none finds anything more to do. */
import type { Node } from "../node.ts";
import { simplifyArithmetic } from "./arithmetic.ts";
import { broadcastLate } from "./broadcasting.ts";
import { mergeCommonSubexpressions } from "./common-subexpressions.ts";
import { foldConstants } from "./fold-constants.ts";
import { joinMovements } from "./movement.ts";
import { reduceProducts } from "./products.ts";
import { joinRanges } from "./ranges.ts";
import { reduceLess } from "./reductions.ts";
import type { Pass } from "./rewrite.ts";

const passes: readonly Pass[] = [
  joinMovements,
  joinRanges,
  broadcastLate,
  reduceProducts,
  reduceLess,
  simplifyArithmetic,
  foldConstants,
  mergeCommonSubexpressions,
];

/** Real graphs settle in under ten sweeps; the bound keeps two rules that undo each other from hanging a program. */
const MAX_SWEEPS = 30;

/**
 * The same results with fewer nodes: equal but for rounding, and for the sign of zeros. Run it after the last
 * derivative is taken, for it drops `stopGradient`.
 *
 * @param check called after each pass with what it gave, as tests do with `verifyGraph`
 * @returns as many nodes as given, in the same order
 */
export function simplify(outputs: readonly Node[], check: (nodes: readonly Node[]) => void = () => {}): Node[] {
  let nodes = [...outputs];
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    const before = nodes;
    for (const pass of passes) {
      nodes = pass(nodes);
      check(nodes);
    }
    if (nodes.every((node, i) => node === before[i])) break;
  }
  return nodes;
}
