/**
 * @file Sums over two batches that were joined, taken batch by batch:
 *
 *   Σ over [2N, …] → Σ over 2 of Σ over N of [2, N, …]
 *
 * What cancels between the two then cancels exactly, as it does where they are computed apart. The slope of a critic in
 * the bias of a unit that is always active is such a sum, N times w less N times w; in one go it leaves a rounding
 * error, of which Adam makes whole steps.
 */
import { type Node, topologicalOrder } from "../graph/node.ts";
import { rewrite } from "../graph/passes/rewrite.ts";
import { reshape, sumKeep } from "../graph/primitives.ts";
import { nodesWithRows } from "../graph/rows.ts";

/** Two batches of one size, one after the other. */
const isJoin = ({ op, inputs }: Node): boolean =>
  op.kind === "concat" && op.axis === 0 && inputs.length === 2 && inputs[0]?.shape[0] === inputs[1]?.shape[0];

/** @returns the same results */
export function sumBatchByBatch(results: readonly Node[]): Node[] {
  const joins = topologicalOrder(results).filter(isJoin);
  const withRows = nodesWithRows(results, joins, "free");
  const extents = new Set(joins.map(({ shape }) => shape[0] as number));
  return rewrite(results, ({ op, inputs, shape }, { inputs: originals }) => {
    const [x, original] = [inputs[0] as Node, originals[0] as Node];
    const overRows = op.kind === "sum" && op.axes.length === 1 && op.axes[0] === 0;
    if (!overRows || !withRows.has(original) || !extents.has(x.shape[0] as number)) return undefined;
    const apart = reshape(x, [2, (x.shape[0] as number) / 2, ...x.shape.slice(1)]);
    return reshape(sumKeep(reshape(sumKeep(apart, [1]), [2, ...x.shape.slice(1)]), [0]), shape);
  });
}
