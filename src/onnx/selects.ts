/**
 * @file Selections by one condition that meet, as derivatives of piecewise functions leave them:
 *
 *   select(c, a, 0) + select(c, 0, b) → select(c, a, b)
 *   select(c, a, select(c, b, d)·e)   → select(c, a, d·e)        (and the same on the other side)
 *   select(x > 0, a, a·exp(min(x, 0))) → a·exp(min(x, 0))        the factor is 1 there
 *
 *   a·exp(min(x, 0))                   → a·(min(y, 0) + 1)       where there is y = elu(x): its slope from its value
 *
 * ELU's derivative, five nodes, becomes two and a product, and its exponential is computed in one place, where ONNX
 * Runtime makes it part of the product before it. What is no longer masked is multiplied in places where it is
 * not taken, so a value that is not finite there stays where it is.
 */

import { sameShape } from "../base/shape.ts";
import type { Node, OpOf } from "../graph/node.ts";
import { mergeCommonSubexpressions } from "../graph/passes/common-subexpressions.ts";
import { rewrite } from "../graph/passes/rewrite.ts";
import { add, minimum, mul, select } from "../graph/primitives.ts";
import { exponentialUnitOf, isExpBelowZero } from "./patterns.ts";

type Select = Node & { readonly op: OpOf<"select"> };

const isSelect = (node: Node): node is Select => node.op.kind === "select";
const partsOf = ({ inputs }: Select): readonly [Node, Node, Node] => inputs as readonly [Node, Node, Node];

function isZero({ op, inputs }: Node): boolean {
  if (op.kind === "broadcast" || op.kind === "reshape") return isZero(inputs[0] as Node);
  return op.kind === "constant" && op.value.data.every((value) => value === 0);
}

/** The sum of two selections, each of which is 0 where the other is not. */
function joinedSum(node: Node): Node | undefined {
  const [left, right] = node.inputs as readonly [Node, Node];
  if (!isSelect(left) || !isSelect(right)) return undefined;
  const [condition, a, b] = partsOf(left);
  const [other, c, d] = partsOf(right);
  if (condition !== other) return undefined;
  const branches = isZero(b) && isZero(c) ? ([a, d] as const) : isZero(a) && isZero(d) ? ([c, b] as const) : undefined;
  const joined = branches && selected(condition, ...branches, node);
  return joined && sameShape(joined.shape, node.shape) ? joined : undefined; // zeros may have been what gave it its shape
}

/** How many products deep a selection is looked for: products may share factors, and be as many as there are paths. */
const REACH = 3;

/** `value` where only one branch of `condition` is looked at. @param branch 1 where it holds, 2 where it does not */
function withinBranch(value: Node, condition: Node, branch: 1 | 2, reach: number = REACH): Node {
  if (
    isSelect(value) &&
    value.inputs[0] === condition &&
    sameShape((value.inputs[branch] as Node).shape, value.shape)
  ) {
    return withinBranch(value.inputs[branch] as Node, condition, branch, reach);
  }
  if (value.op.kind !== "mul" || reach === 0) return value;
  const [a, b] = value.inputs as readonly [Node, Node];
  const [left, right] = [a, b].map((factor) => withinBranch(factor, condition, branch, reach - 1)) as [Node, Node];
  return left === a && right === b ? value : mul(left, right);
}

/** Where the factor is 1, nothing need be selected. */
function isProductAlone(condition: Node, a: Node, b: Node): boolean {
  const [x, bound] = condition.inputs;
  if (condition.op.kind !== "greater" || x === undefined || !isZero(bound as Node)) return false;
  if (b.op.kind !== "mul" || !sameShape(a.shape, b.shape)) return false;
  const [left, right] = b.inputs;
  return (left === a && isExpBelowZero(right, x)) || (right === a && isExpBelowZero(left, x));
}

/** The leanest selection: each branch as if it were the only one. @param whole what it stands for */
function selected(condition: Node, a: Node, b: Node, whole: Node): Node {
  const [held, failed] = [withinBranch(a, condition, 1), withinBranch(b, condition, 2)];
  if (sameShape(failed.shape, whole.shape) && isProductAlone(condition, held, failed)) return failed;
  return isSelect(whole) && held === a && failed === b ? whole : select(condition, held, failed);
}

const joinedSelects = (results: readonly Node[]): Node[] =>
  rewrite(results, (node) => {
    if (node.op.kind === "add") return joinedSum(node);
    return isSelect(node) ? selected(...partsOf(node), node) : undefined;
  });

/** Slopes from values. A unit comes before all that its slope multiplies, for that depends on a loss of its value. */
function slopesOfUnits(results: readonly Node[]): Node[] {
  const units = new Map<Node, Node>();
  const slopeFor = (factor: Node): Node => {
    const x = factor.inputs[0]?.inputs[0];
    const unit = x && isExpBelowZero(factor, x) ? units.get(x) : undefined;
    return unit === undefined ? factor : add(minimum(unit, 0), 1);
  };
  return rewrite(results, (node) => {
    const unit = exponentialUnitOf(node);
    if (unit?.alpha === 1) units.set(unit.x, node);
    if (node.op.kind !== "mul") return undefined;
    const [a, b] = node.inputs as readonly [Node, Node];
    const [left, right] = [slopeFor(a), slopeFor(b)];
    return left === a && right === b ? undefined : mul(left, right);
  });
}

/** @returns the same results but for rounding */
export const mergeSelects = (results: readonly Node[]): Node[] =>
  mergeCommonSubexpressions(slopesOfUnits(joinedSelects(results)));
