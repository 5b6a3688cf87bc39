/** @file Sums along what was joined are sums of sums, and what cancels in them cancels exactly. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draw } from "../../../test/draw.ts";
import { expectClose } from "../../../test/matchers.ts";
import { evaluate, type ReferenceValue } from "../../runtime/reference.ts";
import { mean } from "../functions.ts";
import { gradient } from "../gradient.ts";
import { type Node, topologicalOrder } from "../node.ts";
import { add, concat, input, matmul, mul, sliceAxis, sub, sumKeep } from "../primitives.ts";
import { verifyGraph } from "../verify.ts";
import { reduceLess } from "./reductions.ts";
import { simplify } from "./simplify.ts";

const kinds = (nodes: readonly Node[]): string[] => topologicalOrder(nodes).map(({ op }) => op.kind);

/** A sum over random axes of parts joined along a random one. */
function joinedSum(draw: Draw): { readonly total: Node; readonly along: boolean } {
  const shape = draw.shape(draw.integer(1, 3)).map((extent) => extent + 1); // an extent of 1 need not be summed
  const axis = draw.integer(0, shape.length - 1);
  const extents = draw.integers(draw.integer(2, 4), 1, 3);
  const parts = extents.map((extent) => draw.float(shape.map((one, i) => (i === axis ? extent : one))));
  const axes = draw.axes(shape.length);
  return { total: sumKeep(concat(parts, axis), axes), along: axes.includes(axis) };
}

test("random sums along what was joined, and along other axes", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draw = new Draw(seed);
      const { total, along } = joinedSum(draw);
      const [apart] = reduceLess([total]) as [Node];
      verifyGraph([apart]);
      expect(kinds([apart]).includes("concat")).toBe(!along);
      const [want, got] = evaluate([total, apart], draw.feeds) as [ReferenceValue, ReferenceValue];
      expect(got.shape).toEqual(want.shape);
      // at most 12·25 numbers below 2, in another order
      expectClose(got.data, want.data, { rtol: 1e-14, atol: 300 * 2 * 2 ** -52 });
    }),
    { numRuns: 60, seed: 2 },
  );
});

describe("the slope of a critic in the bias of its output", () => {
  /** Of the mean over the fakes less the mean over the real ones, judged together. @param count of each */
  function slopeOf(count: number): { readonly slope: Node; readonly feeds: Draw["feeds"] } {
    const draw = new Draw(count);
    const [x, w, b] = [draw.float([2 * count, 3]), draw.float([3, 1]), draw.float([1])];
    const y = add(matmul(x, w), b);
    const loss = sub(mean(sliceAxis(y, 0, count, 2 * count)), mean(sliceAxis(y, 0, 0, count)));
    return { slope: gradient(mul(loss, input("scale", [])), [b])[0] as Node, feeds: draw.feeds };
  }

  test.each([3, 7, 10, 33, 64])("of %i each is nothing at all", (count) => {
    const { slope, feeds } = slopeOf(count);
    const after = simplify([slope]);
    expect(kinds(after)).not.toContain("concat");
    expect(evaluate(after, { ...feeds, scale: { shape: [], data: [0.1] } })[0]?.data[0]).toBe(0);
  });
});
