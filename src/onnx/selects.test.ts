/** @file Merged selections have the values they had, and ELU's derivative is a product. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { elu } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { add, greater, mul, reshape, select, sumKeep } from "../graph/primitives.ts";
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
  evaluate(before, draw.feeds).forEach((value, i) => {
    expectClose(evaluate(after, draw.feeds)[i]?.data ?? [], value.data, { rtol: 1e-15, atol: 0 });
  });
});

test("random selections keep their values", () => {
  const build = (draw: Draw): Node => {
    const shape = draw.shape(2);
    const conditions = [greater(draw.float(shape), 0), greater(draw.float(shape), 0)];
    const value = (depth: number): Node => {
      if (depth === 0) return draw.float(shape);
      const [c, a, b] = [draw.pick(conditions), value(depth - 1), value(depth - 1)];
      return draw.pick([
        () => select(c, a, b),
        () => mul(a, b),
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
