/** @file All passes, one after the other, until none finds anything more to do. */
import type { Node } from "../node.ts";
import { mergeCommonSubexpressions } from "./common-subexpressions.ts";
import type { Pass } from "./rewrite.ts";

const passes: readonly Pass[] = [mergeCommonSubexpressions];

/** Each sweep removes something, so the fixed point comes soon; the bound is for a pass that is wrong. */
const MAX_SWEEPS = 50;

/** The same results with fewer nodes. @returns as many nodes, in the same order */
export function simplify(outputs: readonly Node[]): Node[] {
  let nodes = [...outputs];
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    const next = passes.reduce<Node[]>((current, pass) => pass(current), nodes);
    if (next.every((node, i) => node === nodes[i])) return next;
    nodes = next;
  }
  return nodes;
}
