/** @file Merged selections have the values they had, and ELU's derivative is a product. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { elu } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import {
  add,
  broadcastTo,
  constant,
  exp,
  greater,
  minimum,
  mul,
  reshape,
  select,
  sumKeep,
} from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { mergeSelects } from "./selects.ts";

const kinds = (nodes: readonly Node[]): string[] => topologicalOrder(nodes).map(({ op }) => op.kind);

test("ELU's derivative needs no selection", () => {
  const draw = new Draw(1);
  const [x, weight] = [draw.float([3, 4]), draw.float([3, 4])];
  const loss = reshape(sumKeep(mul(elu(x), weight)), []);
  const before = simplify([elu(x), ...gradient(loss, [x])]);
  const after = simplify(mergeSelects(before));
  expect(kinds(before).filter((kind) => kind === "select")).toHaveLength(4);
  expect(kinds(after).filter((kind) => kind === "select")).toHaveLength(1); // ELU's own
  expect(kinds(after).filter((kind) => kind === "exp")).toHaveLength(1); // the slope follows from the value
  evaluate(before, draw.feeds).forEach((value, i) => {
    expectClose(evaluate(after, draw.feeds)[i]?.data ?? [], value.data, { rtol: 1e-15, atol: 2e-16 });
  });
});

/** Merged selections, and what they are worth before and after. */
function merged(node: Node, draw: Draw): Node {
  const [after] = mergeSelects([node]) as [Node];
  const [want, got] = evaluate([node, after], draw.feeds);
  expect(got?.shape).toEqual(want?.shape);
  expectClose(got?.data ?? [], want?.data ?? [0], { rtol: 1e-15, atol: 0 });
  return after;
}

test.each<readonly [string, (x: Node, a: Node) => Node]>([
  ["a factor of 1", (x, a) => select(greater(x, 0), a, mul(a, exp(minimum(x, 0))))],
  ["a factor of 1, first", (x, a) => select(greater(x, 0), a, mul(exp(minimum(x, 0)), a))],
  ["two halves", (x, a) => add(select(greater(x, 0), a, 0), select(greater(x, 0), 0, mul(a, exp(minimum(x, 0)))))],
])("nothing is selected where one branch is the other times 1: %s", (_, build) => {
  const draw = new Draw(2);
  const [x, a] = [draw.float([3, 4]), draw.float([3, 4])];
  const [whole] = simplify([build(x, a)]) as [Node]; // where equal conditions are one
  const after = merged(whole, draw);
  expect(kinds([after])).not.toContain("select");
});

test.each<readonly [string, (x: Node, a: Node, other: Node) => Node]>([
  ["another threshold", (x, a) => select(greater(x, 0.5), a, mul(a, exp(minimum(x, 0))))],
  ["another bound", (x, a) => select(greater(x, 0), a, mul(a, exp(minimum(x, 1))))],
  ["another condition", (x, a, other) => select(greater(other, 0), a, mul(a, exp(minimum(x, 0))))],
  ["another value", (x, a, other) => select(greater(x, 0), other, mul(a, exp(minimum(x, 0))))],
  ["branches that changed places", (x, a) => select(greater(x, 0), mul(a, exp(minimum(x, 0))), a)],
])("something is selected with %s", (_, build) => {
  const draw = new Draw(3);
  const after = merged(build(draw.float([3, 4]), draw.float([3, 4]), draw.float([3, 4])), draw);
  expect(kinds([after])).toContain("select");
});

test.each<readonly [string, (condition: Node, a: Node, b: Node, zeros: Node) => Node]>([
  ["above, then below", (c, a, b, zeros) => add(select(c, a, zeros), select(c, zeros, b))],
  ["below, then above", (c, a, b, zeros) => add(select(c, zeros, a), select(c, b, zeros))],
])("a sum of selections keeps a shape that only its zeros have: %s", (_, build) => {
  const draw = new Draw(4);
  const zeros = broadcastTo(constant(0), [2, 3]);
  merged(build(greater(draw.float([3]), 0), draw.float([3]), draw.float([3]), zeros), draw);
});

test("random selections keep their values", () => {
  const build = (draw: Draw): Node => {
    const shape = draw.shape(2);
    const tested = [draw.float(shape), draw.float(shape)];
    const conditions = tested.map((x) => greater(x, 0));
    const value = (depth: number): Node => {
      if (depth === 0) return draw.float(shape);
      const [c, a, b] = [draw.pick(conditions), value(depth - 1), value(depth - 1)];
      return draw.pick([
        () => select(c, a, b),
        () => mul(a, b),
        () => select(c, a, mul(a, exp(minimum(draw.pick(tested), 0)))),
        () => add(select(c, a, 0), select(draw.pick(conditions), 0, b)),
        () => add(select(c, 0, a), select(draw.pick(conditions), b, 0)),
      ])();
    };
    return value(3);
  };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draw = new Draw(seed);
      const node = build(draw);
      const [want, got] = evaluate([node, ...mergeSelects([node])], draw.feeds);
      expectClose(got?.data ?? [], want?.data ?? [0], { rtol: 1e-14, atol: 0 });
    }),
    { numRuns: 100, seed: 5 },
  );
});
