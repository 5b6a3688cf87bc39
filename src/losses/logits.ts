/** @file What every adversarial loss demands of its operands. */
import { checkShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";

/** Logits stand in a column: `[N]` against `[N, 1]` would broadcast to `[N, N]` without a word. @throws E110 */
export function checkLogits(where: string, logits: Node): void {
  checkShape(where, logits.shape, [null, 1]);
}
